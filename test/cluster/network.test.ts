import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { castellan, folder } from '../cli/run.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';

const workload = (kind: 'Deployment' | 'StatefulSet', name: string, namespace: string) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace },
  spec: {
    replicas: 2,
    ...(kind === 'StatefulSet' && { serviceName: name }),
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [{ name: 'c', image: 'registry.example/x:1', ports: [{ containerPort: 8080, name: 'http' }] }],
      },
    },
  },
});
const OBJECTS = [
  ...['shop', 'data'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
  workload('Deployment', 'web', 'shop'),
  workload('Deployment', 'api', 'shop'),
  workload('StatefulSet', 'db', 'data'),
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'db', namespace: 'data' },
    spec: {
      podSelector: { matchLabels: { app: 'db' } },
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }],
          ports: [{ port: 5432 }],
        },
      ],
    },
  },
];

describe.skipIf(missingBinaries() !== undefined)('castellan network, of a real API server', () => {
  let plane: ControlPlane;
  const cwd = folder({
    'needs.yaml': '- {from: shop/web, to: shop/api, port: 8080}\n- {from: shop/api, to: data/db, port: 5432}\n',
  });
  const network = (...args: string[]) => castellan(['network', ...args, '--kubeconfig', plane.kubeconfig], { cwd });

  beforeAll(async () => {
    plane = await startControlPlane();
    await plane.kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: OBJECTS }));
    await podsThere();
  });
  afterAll(() => plane?.stop());

  /** No kubelet runs them, so pods stay pending: that they are there is what counts. */
  async function podsThere(): Promise<void> {
    for (;;) {
      const names = (await plane.kubectl(['get', 'pods', '-A', '-o', 'name'])).split('\n');
      if (names.filter((name) => /web|api|db-0/.test(name)).length >= 5) return;
    }
  }

  it('lists what owners of pods may, once for all of their pods', async () => {
    const { stdout } = await network('list', 'cluster', '--to', 'data/db', '-f', 'csv');

    expect(stdout.split('\n').sort()).toEqual([
      '',
      'shop/api[Deployment],data/db[StatefulSet],TCP 5432,,',
      'shop/web[Deployment],data/db[StatefulSet],TCP 5432,,',
      'src,dst,conns,network,notes',
    ]);
  });

  it('says why, and what is exposed, of a cluster and of one namespace', async () => {
    expect((await network('why', 'internet', 'data/db', 'cluster')).stdout).toContain(
      'NetworkPolicy data/db, no rule allows it',
    );
    const { stdout } = await network('exposure', 'cluster/shop', '-f', 'csv');

    expect(stdout).toContain('shop/web[Deployment],ingress,unprotected,');
    expect(stdout).not.toContain('data/db');
  });

  it('draws pictures of it', async () => {
    expect((await network('list', 'cluster', '-f', 'svg')).stdout).toContain('data-id="data/db[StatefulSet]"');
    expect((await network('list', 'cluster/shop', '-f', 'html')).stdout).toContain('<td>shop/web[Deployment]</td>');
  });

  it('looks ahead: pods of a changed template are others', async () => {
    const change = {
      ...OBJECTS[4],
      spec: {
        ...(OBJECTS[4] as ReturnType<typeof workload>).spec,
        template: { metadata: { labels: { app: 'other' } }, spec: { containers: [] } },
      },
    };
    const files = folder({ 'change.json': JSON.stringify(change) });
    const { stdout, code } = await castellan(
      [
        'network',
        'what-if',
        'cluster',
        '-f',
        'change.json',
        '--fail-on',
        'added',
        '--format',
        'csv',
        '--kubeconfig',
        plane.kubeconfig,
      ],
      { cwd: files },
    );

    expect(code).toBe(1);
    expect(stdout).toContain('changed,shop/web[Deployment],data/db[StatefulSet],TCP 5432,All Connections,');
  });

  it('suggests policies that the server takes', async () => {
    const { stdout, stderr } = await network('suggest', 'cluster', '--needs', 'needs.yaml', '--replace');

    expect(stderr).toContain('Proved: every connection works with them.');
    expect(stderr).toContain('Nothing beyond them is allowed.');
    const answer = await plane.kubectl(['create', '--dry-run=server', '-f', '-'], stdout);
    expect(answer.match(/created \(server dry run\)/g)).toHaveLength(7);
  });

  it('compares a snapshot with the cluster as it is now', async () => {
    const taken = await castellan(['snapshot', '-o', 'before.cst', '--kubeconfig', plane.kubeconfig], { cwd });
    expect(taken.code, taken.stderr).toBeLessThanOrEqual(3);
    await plane.kubectl(['delete', 'networkpolicy', 'db', '-n', 'data']);

    const { stdout } = await network('diff', 'before.cst', 'cluster');
    const list = await network('list', 'before.cst', '--to', 'data/db', '--port', '5432', '-f', 'csv');

    expect(stdout).toContain('~ shop/web[Deployment] => data/db[StatefulSet]');
    expect(stdout).toContain('[-NetworkPolicy data/db]');
    expect(list.stdout).toContain('shop/web[Deployment],data/db[StatefulSet],TCP 5432,');
  });
});
