import { describe, expect, it } from 'vitest';
import { knownWeaknesses } from './images.ts';
import { readReport } from './read-report.ts';

const REMOTE = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const CONFIG = `sha256:${'c'.repeat(64)}`;
const PURL = 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1';
const LOG4J = {
  VulnerabilityID: 'CVE-2021-44228',
  PkgName: 'org.apache.logging.log4j:log4j-core',
  PkgIdentifier: { PURL },
  InstalledVersion: '2.14.1',
  CVSS: { nvd: { V3Vector: REMOTE, V3Score: 10 } },
};
const WEB = { Kind: 'Deployment', Name: 'web', Metadata: { RepoTags: ['registry.example.com/web:1.4'] } };
const read = (value: object, file = 'report.json') => readReport(JSON.stringify(value), file);

describe('trivy k8s', () => {
  const object = {
    Namespace: 'shop',
    Kind: 'Deployment',
    Name: 'web',
    Metadata: [
      {
        ImageID: CONFIG,
        RepoTags: ['registry.example.com/web:1.4'],
        RepoDigests: [`registry.example.com/web@${DIGEST}`],
      },
    ],
    Results: [
      { Target: 'registry.example.com/web:1.4 (debian 12.1)', Class: 'os-pkgs', Type: 'debian' },
      { Target: 'Java', Class: 'lang-pkgs', Type: 'jar', Vulnerabilities: [LOG4J] },
    ],
  };

  it.each(['Resources', 'Findings', 'Vulnerabilities'])('lists objects as %s', (list) => {
    const { images } = read({ ClusterName: 'kind', [list]: [object] })!;

    expect(images).toMatchObject([
      { names: ['registry.example.com/web:1.4'], digests: [DIGEST, CONFIG], weaknesses: [{ id: 'CVE-2021-44228' }] },
    ]);
  });

  it('tells several images of an object apart by their operating systems', () => {
    const Results = [
      { Target: 'redis:7 (alpine 3.18)', Class: 'os-pkgs' },
      ...object.Results,
      {
        Target: 'nginx:1.25 (debian 12.1)',
        Class: 'os-pkgs',
        Vulnerabilities: [{ ...LOG4J, VulnerabilityID: 'CVE-1' }],
      },
    ];
    const { images } = read({ ClusterName: 'kind', Findings: [{ Kind: 'Deployment', Name: 'web', Results }] })!;

    expect(images.map(({ names, weaknesses }) => [names[0], weaknesses.map(({ id }) => id)])).toEqual([
      ['redis:7', []],
      ['registry.example.com/web:1.4', ['CVE-2021-44228']],
      ['nginx:1.25', ['CVE-1']],
    ]);
  });

  it('counts objects that it could not scan, and takes those without images', () => {
    const { images, faults } = read({
      ClusterName: 'kind',
      Resources: [
        { Kind: 'Pod', Name: 'x', Error: 'no such image' },
        { Kind: 'ConfigMap', Results: [{ Class: 'config' }] },
      ],
    })!;

    expect([images, faults]).toEqual([[], 1]);
  });

  it('counts vulnerabilities that belong to no image that it names, and objects that are none', () => {
    const Results = [{ Target: 'Java', Class: 'lang-pkgs', Vulnerabilities: [LOG4J] }];

    const { images, faults } = read({ ClusterName: 'kind', Findings: [{ Kind: 'Pod', Results }, 7] })!;

    expect([images, faults]).toEqual([[], 2]);
  });
});

describe('a VulnerabilityReport', () => {
  const report = (vulnerability: object) => ({
    apiVersion: 'aquasecurity.github.io/v1alpha1',
    kind: 'VulnerabilityReport',
    metadata: { name: 'replicaset-web-1-web', namespace: 'shop' },
    report: {
      artifact: { repository: 'library/nginx', tag: '1.16', digest: DIGEST },
      registry: { server: 'index.docker.io' },
      vulnerabilities: [
        { vulnerabilityID: 'CVE-2021-1', resource: 'ssl', installedVersion: '1', score: 9.8, ...vulnerability },
      ],
    },
  });

  it('tells the image and its ways in', () => {
    const reading = read(
      report({ cvss: { nvd: { V3Vector: REMOTE, V3Score: 9.8 } }, packagePURL: 'pkg:deb/debian/ssl@1' }),
    )!;
    const [found] = knownWeaknesses([reading]).of('nginx:1.16', []);

    expect(found).toMatchObject({ digests: [DIGEST], unrated: 0 });
    expect(found!.weaknesses).toMatchObject([{ package: 'ssl', score: 9.8, purl: 'pkg:deb/debian/ssl@1' }]);
  });

  it('comes in lists, and counts what has a score and no vector', () => {
    const { images } = read({
      kind: 'List',
      apiVersion: 'v1',
      items: [report({}), report({ cvss: {} }), { kind: 'Pod' }],
    })!;

    expect(images.map(({ weaknesses, unrated }) => [weaknesses.length, unrated])).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });
});

describe('entries that name no vulnerability', () => {
  const image = 'registry.example.com/web:1.4';
  const container = { bomFormat: 'CycloneDX', metadata: { component: { type: 'container', name: image } } };

  it.each<[string, object]>([
    ['trivy', { ArtifactName: image, Results: [{ Vulnerabilities: [LOG4J, { VulnerabilityID: 7 }] }] }],
    ['trivy k8s', { ClusterName: 'kind', Findings: [{ ...WEB, Results: [{ Vulnerabilities: [LOG4J, 'CVE-1'] }] }] }],
    [
      'operator',
      { kind: 'VulnerabilityReport', report: { vulnerabilities: [{ vulnerabilityID: 'CVE-1' }, { cvss: {} }] } },
    ],
    ['grype', { source: { type: 'image', target: {} }, matches: [{ vulnerability: { id: 'CVE-1' } }, {}] }],
    ['CycloneDX', { ...container, vulnerabilities: [{ id: 'CVE-1' }, {}] }],
    [
      'plain',
      { schema: 'castellan.dev/weaknesses/v1', images: [{ image, vulnerabilities: ['CVE-1', { id: 'CVE-2' }] }] },
    ],
  ])('are counted: %s', (_, report) => {
    expect(read(report)!.faults).toBe(1);
  });
});

it.each([
  [['torn'], 0, 1],
  [['torn', REMOTE], 1, 0],
  [['', undefined], 0, 1],
  [[REMOTE.replace('AV:N', 'AV:L')], 0, 0],
])('vectors that cannot be read tell nothing: %j', (vectors, ways, unrated) => {
  const cvss = Object.fromEntries(vectors.map((V3Vector, i) => [`source ${i}`, { V3Vector }]));
  const { images } = read({ ArtifactName: 'web', Results: [{ Vulnerabilities: [{ ...LOG4J, CVSS: cvss }] }] })!;

  expect(images.map((image) => [image.weaknesses.length, image.unrated])).toEqual([[ways, unrated]]);
});

it('a digest in the name of a report tells what content it is about', () => {
  const results = [{ Vulnerabilities: [LOG4J] }];
  const known = knownWeaknesses([read({ ArtifactName: `web@${DIGEST}`, Results: results })!]);

  expect(known.of(`registry.example.com/web@${DIGEST}`, [DIGEST])).toHaveLength(1);
  expect(known.of(`web@${CONFIG}`, [CONFIG])).toEqual([]);
});

describe('a distribution that says that a package is not affected', () => {
  it('is believed', () => {
    const results = (Status: string) => ({
      ArtifactName: 'web',
      Results: [{ Vulnerabilities: [{ ...LOG4J, Status }] }],
    });

    const counts = ['not_affected', 'affected', 'fixed', 'will_not_fix'].map(
      (status) => read(results(status))!.images[0]!.weaknesses.length,
    );

    expect(counts).toEqual([0, 1, 1, 1]);
  });
});

describe('scores of EPSS', () => {
  it('come from the API, too', () => {
    const data = [
      { cve: 'CVE-1', epss: '0.9' },
      { cve: 'CVE-2', epss: 'x' },
    ];

    expect(read({ status: 'OK', total: 2, data })).toMatchObject({ likelihood: [['CVE-1', 0.9]], faults: 1 });
  });
});

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
