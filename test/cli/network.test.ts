import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { castellan, folder } from './run.ts';

const workload = (name: string, namespace = 'shop') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec: {template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: c, image: x}]}}}
---
`;
const policy = (name: string, app: string, port: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec: {podSelector: {matchLabels: {app: ${app}}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: ${port}}]}]}
---
`;
const hubble = (from: string, to: string, port: number) =>
  `${JSON.stringify({ flow: { verdict: 'FORWARDED', l4: { TCP: { destination_port: port } }, source: { namespace: 'shop', pod_name: from }, destination: { namespace: 'shop', pod_name: to } } })}\n`;
const cwd = folder({
  'app.yaml': workload('web') + workload('db') + policy('db', 'db', '5432'),
  'bare/app.yaml': workload('web') + workload('db') + workload('agent', 'kube-system'),
  'flows.jsonl': `${hubble('web-6d4b75cb6d-hn5zx', 'db-7c9f8d6b5-abcde', 5432)}\n{"half":\n${hubble('web-6d4b75cb6d-hn5zx', 'gone-0', 80)}`,
  'good.csv': 'from,to,port\nshop/web,shop/db,5432\n\nkube-system/agent,shop/web,8080\n',
  'flows.json': JSON.stringify([{ from: 'shop/web', to: 'shop/db', port: 5432 }, { from: 'shop/web' }], undefined, 1),
  'needs.yaml':
    '# what the shop needs\nneeds:\n- from: shop/web\n  to: shop/db\n  port: 5432\n- from: shop/web\n  to: shop/db\n  port: often\n',
  'change.yaml': policy('db', 'db', '5433') + policy('web', 'web', '80'),
  'bad.yaml': 'a: [',
});
const network = (...args: string[]) => castellan(['network', ...args], { cwd });

describe('castellan network suggest', () => {
  it('writes policies, proves them, and tells of every line that it could not use', async () => {
    const { code, stdout, stderr } = await network('suggest', 'bare', '--flows', 'flows.jsonl');

    expect(code).toBe(3);
    expect(stdout).toContain('    # from shop/web: TCP 5432 (1 flow)');
    expect(stderr).toContain('Proved: every connection works with them.');
    expect(stderr).toContain('Left as they are: kube-system.');
    expect(stderr).toContain('flows.jsonl:3: the line is no JSON.');
    expect(stderr).toMatch(/flows.jsonl:4: .* shop\/gone-0 is no workload/);
  });

  it('writes a file for each namespace, and reads CSV, compressed too', async () => {
    const { code, stdout } = await network('suggest', 'bare', '--flows', 'good.csv', '-o', 'out');

    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing beyond them is allowed.'),
    });
    expect(readdirSync(join(cwd, 'out'))).toEqual(['shop.yaml']);
    expect(readFileSync(join(cwd, 'out/shop.yaml'), 'utf8')).toContain('kubernetes.io/metadata.name: kube-system');
    writeFileSync(join(cwd, 'good.csv.gz'), gzipSync('from,to,port\nshop/web,shop/db,1\n'));
    expect((await network('suggest', 'bare', '--flows', 'good.csv.gz')).code).toBe(0);
  });

  it('reads documents of JSON and YAML with the line of each record, and reports in JSON', async () => {
    const json = await network('suggest', 'bare', '--flows', 'flows.json', '-f', 'json');
    const yaml = await network('suggest', 'bare', '--needs', 'needs.yaml');

    expect(JSON.parse(json.stdout)).toMatchObject({ version: 1, proved: true, namespaces: ['shop'], extra: [] });
    expect(json.stderr).toContain('flows.json:7: to is missing.');
    expect(yaml.stderr).toContain('needs.yaml:6: often is no port.');
  });

  it('fails where what is there breaks a connection', async () => {
    const denied = folder({
      'app.yaml': `${workload('web')}${workload('db')}apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: deny-all}
spec: {priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}
`,
      'needs.yaml': '[{from: shop/web, to: shop/db, port: 1}]',
    });
    const { code, stderr } = await castellan(['network', 'suggest', 'app.yaml', '--needs', 'needs.yaml'], {
      cwd: denied,
    });

    expect(code).toBe(1);
    expect(stderr).toContain(
      '1 connection would not work:\n  shop/web -> shop/db TCP 1  needs.yaml:1\n    denied by AdminNetworkPolicy deny-all',
    );
  });

  it.each([
    [['suggest', 'bare'], 'nothing to make policies for'],
    [['suggest', 'bare', '--flows', 'nowhere.json'], "nowhere.json can't be read (ENOENT)"],
    [['suggest', 'bare', '--flows', 'good.csv', '--outside', 'x'], '"x" is no CIDR'],
    [['what-if', 'app.yaml'], 'There is no change to look at.'],
    [['what-if', 'app.yaml', '-f', 'bad.yaml'], 'bad.yaml holds no Kubernetes object.'],
    [['what-if', 'app.yaml', '--delete', 'netpol/shop/dbb'], 'Did you mean NetworkPolicy/shop/db?'],
  ])('names the mistake in %j', async (args, message) => {
    const { code, stderr } = await network(...args);

    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});

describe('castellan network what-if', () => {
  it('tells what objects would do that come, change and go', async () => {
    const change = await network('what-if', 'app.yaml', '-f', 'change.yaml');
    const gone = await network('what-if', 'app.yaml', '--delete', 'netpol/shop/db', '--format', 'json');

    expect(change.stdout).toContain(
      '~ shop/web[Deployment] => shop/db[Deployment] : TCP 5432 -> TCP 5433  [~NetworkPolicy shop/db]',
    );
    expect(change.stdout).toContain(
      '- shop/db[Deployment] => shop/web[Deployment] : All Connections -> No Connections  [+NetworkPolicy shop/web]',
    );
    expect(JSON.parse(gone.stdout)).toContainEqual(
      expect.objectContaining({ change: 'changed', src: 'shop/web[Deployment]', because: ['-NetworkPolicy shop/db'] }),
    );
  });

  it('fails on what is added or removed, within a changed connection too', async () => {
    const code = async (...args: string[]) => (await network('what-if', 'app.yaml', ...args)).code;

    expect(await code('-f', 'change.yaml', '--fail-on', 'added')).toBe(1);
    expect(await code('-f', 'change.yaml', '--fail-on', 'removed')).toBe(1);
    expect(await code('--delete', 'netpol/shop/db', '--fail-on', 'removed')).toBe(0);
    expect((await network('diff', 'app.yaml', 'bare', '--fail-on', 'added')).code).toBe(1);
  });
});

describe('castellan network segments', () => {
  const config = (allow: string) => `segments:
  groups:
    front: [{namespaces: [shop], pods: {app: web}}]
    data: [{namespaces: [shop], pods: {app: db}}]
  allow: [${allow}]
  isolated: [data]
`;
  const own = folder({
    'app.yaml': workload('web') + workload('db') + workload('job', 'batch') + policy('db', 'db', '5432'),
    'open.yaml': workload('web') + workload('db') + workload('job', 'batch'),
    'good.yaml': config('{from: front, to: data, ports: [5432]}, {from: data, to: front}'),
    'bad.yaml': config('{from: front, to: dta}'),
    'none.yaml': 'profile: all\n',
  });
  const run = (...args: string[]) => castellan(args, { cwd: own });

  it('tells what segments may do with each other, and fails on what must not be', async () => {
    const good = await run('network', 'segments', 'app.yaml', '-c', 'good.yaml');
    const open = await run('network', 'segments', 'open.yaml', '-c', 'good.yaml', '-f', 'csv');

    expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing may talk that must not.') });
    expect(good.stdout).toContain('front      =      TCP 5432  all');
    expect(open.code).toBe(1);
    expect(open.stdout).toContain('front,data,All Connections,1,1');
  });

  it('is a rule of scan, with the rule that lets it happen', async () => {
    const scan = (file: string) => run('scan', file, '-c', 'good.yaml', '--rule', 'segment-violation', '-f', 'json');
    const { code, stdout } = await scan('open.yaml');

    expect(code).toBe(1);
    expect(stdout).toContain(
      'batch/job[Deployment], 0.0.0.0-255.255.255.255 (no segment) may reach shop/db[Deployment] (data)',
    );
    expect(stdout).toContain('shop/web[Deployment] (front) may reach shop/db[Deployment] (data): all but TCP 5432');
    expect((await scan('app.yaml')).code).toBe(0);
  });

  it('is explained where the config has segments', async () => {
    const explained = await castellan(['explain', 'segment-violation'], {
      cwd: folder({ '.castellan.yaml': config('{from: front, to: data}') }),
    });

    expect(explained).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Segments that must be apart can talk'),
    });
  });

  it('names the mistake', async () => {
    const bad = await run('scan', 'app.yaml', '-c', 'bad.yaml');
    const none = await run('network', 'segments', 'app.yaml', '-c', 'none.yaml');

    expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining('bad.yaml:5: There is no segment "dta"') });
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('The config has no segments.') });
  });
});
