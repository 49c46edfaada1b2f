import { describe, expect, it } from 'vitest';
import { knownWeaknesses } from './images.ts';
import { DIGEST, LOG4J, PURL, read } from './sample-reports.ts';

const IMAGE = `pkg:oci/web@${encodeURIComponent(DIGEST)}?repository_url=registry.example.com/web`;
const trivy = () =>
  read({
    ArtifactName: 'registry.example.com/web:1.4',
    Metadata: { RepoDigests: [`registry.example.com/web@${DIGEST}`] },
    Results: [{ Vulnerabilities: [LOG4J] }],
  })!;
const left = (...statements: (ReturnType<typeof read> | undefined)[]) => {
  const known = knownWeaknesses([trivy(), ...statements.map((one) => one!)]);
  return known.of('registry.example.com/web:1.4', [])[0]!.weaknesses.length;
};

describe('OpenVEX', () => {
  const vex = (statement: object, more: object = {}) =>
    read({
      '@context': 'https://openvex.dev/ns/v0.2.0',
      timestamp: '2026-01-01T00:00:00Z',
      ...more,
      statements: [
        {
          vulnerability: { name: 'CVE-2021-44228' },
          products: [{ '@id': IMAGE }],
          status: 'not_affected',
          ...statement,
        },
      ],
    });

  it.each<[string, object, number]>([
    ['not affected', {}, 0],
    ['fixed', { status: 'fixed' }, 0],
    ['affected', { status: 'affected' }, 1],
    ['under investigation', { status: 'under_investigation' }, 1],
    ['by an alias', { vulnerability: { name: 'GHSA-jfh8-c2jp-5v3q', aliases: ['CVE-2021-44228'] } }, 0],
    ['another vulnerability', { vulnerability: { name: 'CVE-2021-45046' } }, 1],
    ['before 0.2.0', { vulnerability: 'CVE-2021-44228', products: [IMAGE] }, 0],
    ['an image by name', { products: [{ '@id': 'registry.example.com/web:1.4' }] }, 0],
    ['another tag', { products: [{ '@id': 'registry.example.com/web:1.5' }] }, 1],
    ['a repository', { products: [{ '@id': 'pkg:oci/web?repository_url=registry.example.com/web' }] }, 0],
    ['another registry', { products: [{ '@id': 'pkg:oci/web?repository_url=mirror.example.com/web' }] }, 1],
    ['a name without a place', { products: [{ '@id': 'pkg:oci/web' }] }, 1],
    ['a hash', { products: [{ hashes: { 'sha-256': 'a'.repeat(64) } }] }, 0],
    ['another digest', { products: [{ '@id': IMAGE.replaceAll('a'.repeat(64), 'b'.repeat(64)) }] }, 1],
    ['the package', { products: [{ '@id': PURL }] }, 0],
    ['every version of the package', { products: [{ identifiers: { purl: PURL.split('@')[0] } }] }, 0],
    ['another version', { products: [{ '@id': PURL.replace('2.14.1', '2.15.0') }] }, 1],
    ['the package in the image', { products: [{ '@id': IMAGE, subcomponents: [{ '@id': PURL }] }] }, 0],
    [
      'another package in the image',
      { products: [{ '@id': IMAGE, subcomponents: [{ '@id': 'pkg:maven/a/b@1' }] }] },
      1,
    ],
    ['no product', { products: [] }, 1],
    [
      'a part that has no package URL',
      { products: [{ '@id': IMAGE, subcomponents: [{ identifiers: { cpe23: 'cpe:2.3:a:x:y:1' } }] }] },
      1,
    ],
    ['parts that are no list', { products: [{ '@id': IMAGE, subcomponents: PURL }] }, 1],
    [
      'the name, and a hash of other content',
      { products: [{ '@id': 'registry.example.com/web:1.4', hashes: { 'sha-256': 'b'.repeat(64) } }] },
      1,
    ],
    ['an image of Docker', { products: [{ '@id': 'pkg:docker/web@1.4?repository_url=registry.example.com' }] }, 0],
    ['another image of Docker', { products: [{ '@id': 'pkg:docker/web@1.4' }] }, 1],
  ])('%s', (_, statement, expected) => {
    expect(left(vex(statement))).toBe(expected);
  });

  it('counts by the latest statement', () => {
    const later = vex({ status: 'affected', timestamp: '2026-02-01T00:00:00Z' });

    expect([
      left(vex({}), later),
      left(later, vex({})),
      left(vex({ timestamp: '2026-03-01T00:00:00Z' }), later),
    ]).toEqual([1, 1, 0]);
  });

  it('is attested for the subjects of a statement of in-toto', () => {
    const predicate = {
      '@context': 'https://openvex.dev/ns/v0.2.0',
      statements: [{ vulnerability: { name: 'CVE-2021-44228' }, status: 'fixed' }],
    };
    const attested = (sha256: string, name = 'x') =>
      read({ predicateType: 'https://openvex.dev/ns/v0.2.0', subject: [{ name, digest: { sha256 } }], predicate });

    expect([
      left(attested('a'.repeat(64))),
      left(attested('b'.repeat(64))),
      left(attested('b'.repeat(64), 'registry.example.com/web')),
    ]).toEqual([0, 1, 1]);
  });

  it('is attested of parts of the subjects, where it names some', () => {
    const attested = (part: string) =>
      read({
        predicateType: 'https://openvex.dev/ns/v0.2.0',
        subject: [{ name: 'x', digest: { sha256: 'a'.repeat(64) } }],
        predicate: {
          '@context': 'https://openvex.dev/ns',
          statements: [{ vulnerability: 'CVE-2021-44228', status: 'fixed', subcomponents: [part] }],
        },
      });

    expect([left(attested(PURL)), left(attested('pkg:npm/x@1'))]).toEqual([0, 1]);
  });

  it('that is about nothing is told, and torn statements are counted', () => {
    const other = vex({ products: [{ '@id': 'pkg:npm/x@1' }] })!;

    expect(knownWeaknesses([trivy(), other]).idle).toEqual(['report.json']);
    expect(knownWeaknesses([trivy(), vex({})!]).idle).toEqual([]);
    expect(vex({ status: 7 })!.faults).toBe(1);
  });
});

describe('CSAF', () => {
  const advisory = (status: object, more: object = {}) =>
    read({
      document: {
        category: 'csaf_vex',
        csaf_version: '2.0',
        tracking: { current_release_date: '2026-01-01T00:00:00Z' },
      },
      product_tree: {
        branches: [
          { branches: [{ product: { product_id: 'web', product_identification_helper: { purl: IMAGE } } }] },
          { product: { product_id: 'log4j', product_identification_helper: { purl: PURL } } },
          { product: { product_id: 'os', product_identification_helper: { cpe: 'cpe:/o:example:os:8' } } },
        ],
        relationships: [
          {
            full_product_name: { product_id: 'web:log4j' },
            product_reference: 'log4j',
            relates_to_product_reference: 'web',
          },
          {
            full_product_name: { product_id: 'os:log4j' },
            product_reference: 'log4j',
            relates_to_product_reference: 'os',
          },
        ],
        ...more,
      },
      vulnerabilities: [{ cve: 'CVE-2021-44228', product_status: status }],
    });

  it.each([
    [{ known_not_affected: ['web'] }, 0],
    [{ fixed: ['web:log4j'] }, 0],
    [{ known_not_affected: ['log4j'] }, 0],
    [{ known_affected: ['web'] }, 1],
    [{ known_not_affected: ['os:log4j'] }, 1],
    [{ known_not_affected: ['unknown'] }, 1],
    [{ fixed: ['web'], last_affected: ['log4j'] }, 1],
  ])('%j', (status, expected) => {
    expect(left(advisory(status))).toBe(expected);
  });
});

describe('VEX of CycloneDX alone', () => {
  const bom = (ref: string, state: string) =>
    read({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      components: [{ 'bom-ref': 'log', purl: PURL }],
      vulnerabilities: [{ id: 'CVE-2021-44228', analysis: { state }, affects: [{ ref }] }],
    });

  it.each([
    [PURL, 'not_affected', 0],
    ['log', 'false_positive', 0],
    [`urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#${encodeURIComponent(PURL)}`, 'resolved', 0],
    [PURL, 'exploitable', 1],
    [PURL, 'in_triage', 1],
    ['pkg:npm/x@1', 'not_affected', 1],
  ])('%s %s', (ref, state, expected) => {
    expect(left(bom(ref, state))).toBe(expected);
  });

  it('is nothing without a package URL', () => {
    expect(bom('other', 'not_affected')).toBeUndefined();
  });
});
