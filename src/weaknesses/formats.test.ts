import { describe, expect, it } from 'vitest';
import { knownWeaknesses } from './images.ts';
import { CONFIG, DIGEST, LOG4J, read, REMOTE, WEB } from './sample-reports.ts';

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
