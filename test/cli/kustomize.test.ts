import { describe, expect, it } from 'vitest';
import { helper } from './helpers.ts';
import { HOST_PID } from './manifests.ts';
import { castellan, folder, put, reportOf, type Ran } from './run.ts';

const kustomize = helper('kustomize');

const BASE = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      hostPID: true
      containers:
        - name: app
          image: example/app:1
`;
const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      hostNetwork: true
      containers:
        - name: app
          securityContext:
            privileged: true
`;
const SHOP = {
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': BASE,
  'overlays/prod/kustomization.yaml': 'namePrefix: prod-\nresources: [../../base]\npatches:\n  - path: patch.yaml\n',
  'overlays/prod/patch.yaml': PATCH,
};

const RULES = ['host-pid', 'host-network', 'privileged-container'].flatMap((id) => ['-r', id]);

function scan(cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return castellan(['scan', '-f', 'json', ...RULES, ...args], {
    cwd,
    env: { CASTELLAN_KUSTOMIZE: kustomize ?? '', ...env },
  });
}

async function placesIn(cwd: string, args: readonly string[] = []): Promise<string[]> {
  const { findings, gaps } = reportOf((await scan(cwd, args)).stdout);
  expect(gaps).toEqual([]);
  return findings.map(({ rule, place }) => `${rule} ${place.file}:${place.line}`).sort();
}

describe.skipIf(!kustomize)('kustomizations are built, and findings point into bases and patches', () => {
  const expected = [
    'host-network overlays/prod/patch.yaml:8',
    'host-pid base/web.yaml:10',
    'privileged-container overlays/prod/patch.yaml:12',
  ];

  it('of an overlay; the base and the patch are not judged a second time', async () => {
    expect(await placesIn(folder(SHOP))).toEqual(expected);
  });

  it('of a base outside the target', async () => {
    const cwd = folder(SHOP);

    expect(await placesIn(cwd, ['overlays/prod'])).toEqual(expected);
    expect(await placesIn(cwd, ['overlays/prod/kustomization.yaml'])).toEqual(expected);
  });

  it('where a patch repairs the base, nothing is found', async () => {
    const cwd = folder({
      ...SHOP,
      'overlays/prod/patch.yaml': PATCH.replace('hostNetwork: true', 'hostPID: false').replace(
        'privileged: true',
        'privileged: false',
      ),
    });

    expect(await placesIn(cwd)).toEqual([]);
  });

  it('with components, inline patches and JSON patches', async () => {
    const { 'overlays/prod/patch.yaml': _, ...shop } = SHOP;
    const cwd = folder({
      ...shop,
      'overlays/prod/kustomization.yaml': [
        'resources: [../../base]',
        'components: [../../component]',
        'patches:',
        '  - target: { kind: Deployment }',
        '    patch: |-',
        '      - op: add',
        '        path: /spec/template/spec/hostNetwork',
        '        value: true',
        '',
      ].join('\n'),
      'component/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{ path: privileged.yaml }]\n',
      'component/privileged.yaml': PATCH.replace('      hostNetwork: true\n', ''),
    });

    const places = await placesIn(cwd);

    expect(places).toContain('privileged-container component/privileged.yaml:11');
    expect(places.filter((place) => place.startsWith('host-'))).toHaveLength(2);
  });

  it.each([
    ['inline', 'patch: |-\n      - op: test\n        path: /kind\n        value: Deployment\n\n      - op: add', 9],
    ['in a file', 'path: patch.json', 0],
  ])('into the line of a JSON patch %s, and of an image that is renamed', async (_, patch, line) => {
    const operation = 'path: /spec/template/spec/hostNetwork\n        value: true';
    const cwd = folder({
      ...SHOP,
      'overlays/prod/patch.yaml': '',
      'overlays/prod/patch.json':
        '[{"op": "add", "path": "/spec/template/spec", "value":\n {"hostNetwork": true, "containers": [{"name": "app", "image": "example/app:1"}]}}]',
      'overlays/prod/kustomization.yaml': `resources: [../../base]
patches:
  - target: { kind: Deployment, name: web }
    ${patch}${line > 0 ? `\n        ${operation}` : ''}
images:
  - name: example/app
    newTag: latest
`,
    });
    const { findings, gaps } = reportOf((await scan(cwd, ['-r', 'image-latest-tag'])).stdout);

    expect(gaps).toEqual([]);
    const places = findings.map(({ rule, place }) => `${rule} ${place.file}:${place.line}`);
    expect(places).toContain(
      line > 0 ? 'host-network overlays/prod/kustomization.yaml:11' : 'host-network overlays/prod/patch.json:2',
    );
    expect(places).toContain(`image-latest-tag overlays/prod/kustomization.yaml:${line > 0 ? 14 : 7}`);
  });

  it('beside manifests and several overlays', async () => {
    const cwd = folder({
      ...SHOP,
      'plain.yaml': HOST_PID,
      'overlays/dev/kustomization.yaml': 'resources: [../../base]\nnameSuffix: -dev\n',
    });

    const places = await placesIn(cwd);

    expect(places).toContain('host-pid plain.yaml:7');
    expect(places.filter((place) => place === 'host-pid base/web.yaml:10')).toHaveLength(2);
  });

  it('a build that fails is a gap with the words of kustomize, and the files are scanned as they are', async () => {
    const cwd = folder({ ...SHOP, 'overlays/prod/kustomization.yaml': 'resources: [../../base, missing.yaml]\n' });

    const { findings, gaps } = reportOf((await scan(cwd)).stdout);

    expect(gaps).toMatchObject([{ code: 'helper-failed', file: 'overlays/prod/kustomization.yaml' }]);
    expect(gaps[0]?.message).toContain('missing.yaml');
    expect(gaps[0]?.message.length).toBeLessThan(400);
    expect(gaps[0]?.message).not.toContain(cwd);
    expect(findings.map(({ place }) => place.file)).toContain('base/web.yaml');
  });

  it.each([
    ['broken YAML', 'resources: [\n'],
    ['itself', 'resources: [../prod]\n'],
    ['a circle', 'resources: [../../base, ../dev]\n'],
    ['a remote base', 'resources: ["https://127.0.0.1:1/x.yaml"]\n'],
    ['a list', '- a\n'],
    ['nothing', ''],
  ])('a kustomization of %s is a gap', async (_, text) => {
    const cwd = folder(SHOP);
    put(cwd, 'overlays/prod/kustomization.yaml', text);
    if (text.includes('../dev')) put(cwd, 'overlays/dev/kustomization.yaml', 'resources: [../prod]\n');

    const { gaps } = reportOf((await scan(cwd)).stdout);

    expect(gaps.map(({ code }) => code)).toEqual(['helper-failed']);
  });
});

describe('without kustomize', () => {
  it('and without kubectl: a gap, and the files are scanned as they are', async () => {
    const env = { CASTELLAN_KUSTOMIZE: '/nowhere/kustomize', PATH: '/nowhere' };

    const ran = await scan(folder(SHOP), [], env);

    expect(reportOf(ran.stdout).gaps[0]).toMatchObject({
      code: 'missing-helper',
      hint: expect.stringContaining('kustomize'),
    });
    expect(reportOf(ran.stdout).findings.map(({ place }) => place.file)).toEqual(['base/web.yaml']);
  });

  it('kubectl is asked instead', async () => {
    const cwd = folder(SHOP);
    put(cwd, 'bin/kubectl', `#!/bin/sh\n[ "$1" = kustomize ] && cat ${cwd}/base/web.yaml\n`);
    const { chmodSync } = await import('node:fs');
    chmodSync(`${cwd}/bin/kubectl`, 0o755);

    const ran = await scan(cwd, ['overlays'], {
      CASTELLAN_KUSTOMIZE: '/nowhere/kustomize',
      PATH: `${cwd}/bin:/usr/bin:/bin`,
    });

    expect(reportOf(ran.stdout).gaps).toEqual([]);
    expect(reportOf(ran.stdout).findings.map(({ place }) => `${place.file}:${place.line}`)).toEqual([
      'base/web.yaml:10',
    ]);
  });
});
