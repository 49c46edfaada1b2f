import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remoteAttack } from './cvss.ts';
import { knownWeaknesses } from './images.ts';
import { readReport } from './read-report.ts';

const REMOTE = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('a vector of CVSS', () => {
  it.each([
    [REMOTE, 'open'],
    ['CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N', 'complex'],
    ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:N/I:H/A:N', 'account'],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 'open'],
    ['CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N', 'complex'],
    ['AV:N/AC:L/Au:N/C:P/I:P/A:P', 'open'],
    ['AV:N/AC:M/Au:S/C:C/I:C/A:C', 'complex account'],
    ['CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 'no'],
    ['CVSS:3.1/AV:A/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'no'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H', 'no'],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 'no'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 'no'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:L/A:N', 'no'],
    ['', 'no'],
    ['nonsense', 'no'],
    [`${REMOTE}${'/X:Y'.repeat(1000)}`, 'no'],
  ])('%s: %s', (vector, expected) => {
    const attack = remoteAttack(vector);

    const words = attack && [...(attack.complex ? ['complex'] : []), ...(attack.authenticated ? ['account'] : [])];
    expect(words?.join(' ') ?? 'no').toBe(expected === 'open' ? '' : expected);
  });
});

const TRIVY = {
  SchemaVersion: 2,
  ArtifactName: 'registry.example.com/web:1.4',
  ArtifactType: 'container_image',
  Metadata: { RepoTags: ['registry.example.com/web:1.4'], RepoDigests: [`registry.example.com/web@${DIGEST}`] },
  Results: [
    { Target: 'web (debian 12)', Class: 'os-pkgs' },
    {
      Target: 'app/lib.jar',
      Vulnerabilities: [
        {
          VulnerabilityID: 'CVE-2021-44228',
          PkgName: 'log4j-core',
          InstalledVersion: '2.14.1',
          FixedVersion: '2.15.0',
          SeveritySource: 'ghsa',
          CVSS: {
            nvd: { V2Vector: 'AV:L/AC:L/Au:N/C:C/I:C/A:C', V3Vector: REMOTE, V3Score: 10 },
            ghsa: { V3Vector: REMOTE, V3Score: 9.9 },
          },
        },
        { VulnerabilityID: 'CVE-2020-1', PkgName: 'bash', CVSS: { nvd: { V3Vector: REMOTE.replace('AV:N', 'AV:L') } } },
        { VulnerabilityID: 'CVE-2020-2', PkgName: 'unrated' },
      ],
    },
  ],
};

const GRYPE = {
  matches: [
    {
      vulnerability: {
        id: 'GHSA-jfh8-c2jp-5v3q',
        severity: 'Critical',
        fix: { versions: ['2.15.0'], state: 'fixed' },
        cvss: [
          { version: '2.0', vector: 'AV:L/AC:M/Au:N/C:C/I:C/A:C', metrics: { baseScore: 7 } },
          { version: '3.1', vector: REMOTE, metrics: { baseScore: 10 } },
        ],
        epss: [{ cve: 'CVE-2021-44228', epss: 0.97 }],
        knownExploited: [{ cve: 'CVE-2021-44228' }],
      },
      relatedVulnerabilities: [{ id: 'CVE-2021-44228', cvss: [] }],
      artifact: { name: 'log4j-core', version: '2.14.1', type: 'java-archive' },
    },
  ],
  source: {
    type: 'image',
    target: { userInput: 'registry:registry.example.com/web:1.4', manifestDigest: DIGEST, tags: [], repoDigests: [] },
  },
  descriptor: { name: 'grype' },
};

const CYCLONEDX = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  metadata: {
    component: {
      type: 'container',
      name: 'registry.example.com/web:1.4',
      purl: `pkg:oci/web@sha256%3A${'a'.repeat(64)}?repository_url=registry.example.com%2Fweb`,
    },
  },
  components: [{ 'bom-ref': 'pkg:maven/log4j-core@2.14.1', name: 'log4j-core', version: '2.14.1' }],
  vulnerabilities: [
    {
      id: 'CVE-2021-44228',
      ratings: [{ method: 'CVSSv31', score: 10, vector: REMOTE }],
      affects: [{ ref: 'pkg:maven/log4j-core@2.14.1' }],
    },
    { id: 'CVE-2021-45046', ratings: [{ vector: REMOTE }], affects: [], analysis: { state: 'not_affected' } },
  ],
};

describe('a report', () => {
  it.each([
    ['Trivy', TRIVY, 9.9],
    ['Grype', GRYPE, 10],
    ['CycloneDX', CYCLONEDX, 10],
  ] as const)('of %s tells the image and its ways in', (_, report, score) => {
    const reading = readReport(JSON.stringify(report), 'report.json')!;

    expect(reading.images).toHaveLength(1);
    const [image] = reading.images;
    expect(image).toMatchObject({ file: 'report.json', digests: [DIGEST] });
    expect(image!.names[0]).toBe('registry.example.com/web:1.4');
    expect(image!.weaknesses).toMatchObject([
      { id: 'CVE-2021-44228', package: 'log4j-core', version: '2.14.1', score },
    ]);
  });

  it('of Grype tells what is used in attacks', () => {
    const [weakness] = readReport(JSON.stringify(GRYPE), 'r')!.images[0]!.weaknesses;

    expect(weakness).toMatchObject({ exploited: true, likelihood: 0.97, fixed: '2.15.0' });
  });

  it('that is none is not guessed at', () => {
    const others = ['{}', '[]', 'null', '{"torn', 'a,b\n1,2', JSON.stringify({ bomFormat: 'CycloneDX', metadata: {} })];

    expect(others.map((text) => readReport(text, 'r'))).toEqual(others.map(() => undefined));
  });

  it('counts the entries that it could not read', () => {
    const torn = { ...TRIVY, Results: [{ Vulnerabilities: ['x', 7, TRIVY.Results[1]!.Vulnerabilities![0]] }] };

    const { faults, images } = readReport(JSON.stringify(torn), 'r')!;

    expect([faults, images[0]!.weaknesses.length]).toEqual([2, 1]);
  });

  it('of wrong types never throws', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const head = fc.constantFrom<object>(
      TRIVY,
      GRYPE,
      CYCLONEDX,
      { catalogVersion: '1' },
      { schema: 'castellan.dev/weaknesses/v1' },
    );
    const keys = [
      'Results',
      'Metadata',
      'ArtifactName',
      'matches',
      'source',
      'components',
      'vulnerabilities',
      'images',
    ];
    fc.assert(
      fc.property(head, fc.dictionary(fc.constantFrom(...keys), value), (base, more) => {
        expect(() => readReport(JSON.stringify({ ...base, ...more }), 'r')).not.toThrow();
      }),
    );
  });
});

describe('catalogues', () => {
  it('add to what reports say', () => {
    const readings = [
      readReport(JSON.stringify(TRIVY), 'r')!,
      readReport(
        JSON.stringify({ catalogVersion: '2026.11.20', vulnerabilities: [{ cveID: 'CVE-2021-44228' }] }),
        'kev',
      )!,
      readReport('#model_version:v2025\ncve,epss,percentile\nCVE-2021-44228,0.94,0.99\nCVE-1,x,y\n', 'epss')!,
    ];

    const [report] = knownWeaknesses(readings).of('registry.example.com/web:1.4', []);

    expect(report?.weaknesses[0]).toMatchObject({ exploited: true, likelihood: 0.94 });
    expect(readings[2]!.faults).toBe(1);
  });
});

describe('an image', () => {
  const known = knownWeaknesses([readReport(JSON.stringify(TRIVY), 'r')!]);
  const OTHER = `sha256:${'b'.repeat(64)}`;

  it.each([
    ['registry.example.com/web:1.4', [], true],
    ['registry.example.com/web:1.5', [], false],
    ['registry.example.com/web', [], false],
    ['mirror.example.com/web:1.4', [], false],
    ['mirror.example.com/web', [DIGEST], true],
    [`registry.example.com/web@${DIGEST}`, [DIGEST], true],
    [`registry.example.com/web:1.4@${OTHER}`, [OTHER], false],
    // What a kubelet calls an image may be its index or its manifest for one platform: other digests say nothing.
    ['registry.example.com/web:1.4', [OTHER], true],
    ['', [], false],
  ] as const)('%s with %j: %s', (image, digests, expected) => {
    expect(known.of(image, digests).length > 0).toBe(expected);
  });

  it('is the same by its short name', () => {
    const short = knownWeaknesses([
      readReport(JSON.stringify({ ...TRIVY, ArtifactName: 'nginx', Metadata: {} }), 'r')!,
    ]);

    expect(short.of('docker.io/library/nginx:latest', [])).toHaveLength(1);
  });
});
