import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { castellan, folder } from '../cli/run.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';

const pod = (name: string, node: string, privileged: boolean, namespace = 'shop') => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace },
  spec: {
    nodeName: node,
    automountServiceAccountToken: false,
    containers: [{ name: 'app', image: 'registry.example/x:1', securityContext: { privileged } }],
  },
});
/** kubectl looks for the pod first. */
const SEES_PODS = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
const OBJECTS = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'logs' } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'logs' } },
  { apiVersion: 'v1', kind: 'Node', metadata: { name: 'worker-1' } },
  { apiVersion: 'v1', kind: 'Node', metadata: { name: 'worker-2' } },
  pod('agent', 'worker-1', true),
  pod('web', 'worker-2', false),
  pod('idle', 'worker-2', false, 'logs'),
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'shell', namespace: 'shop' },
    rules: [SEES_PODS, { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'alice', namespace: 'shop' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'shell' },
    subjects: [{ kind: 'User', name: 'alice', apiGroup: 'rbac.authorization.k8s.io' }],
  },
  ...role('carol', ['get'], 'exec-get'),
  ...role('alice', ['create'], 'exec'),
];

function role(user: string, verbs: readonly string[], name: string) {
  const metadata = { name, namespace: 'logs' };
  return [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [SEES_PODS, { apiGroups: [''], resources: ['pods/exec'], verbs }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'User', name: user, apiGroup: 'rbac.authorization.k8s.io' }],
    },
  ];
}

describe.skipIf(missingBinaries() !== undefined)('castellan paths, of a real API server', () => {
  let plane: ControlPlane;
  const cwd = folder({});
  const paths = (...args: string[]) => castellan(['paths', ...args, '--kubeconfig', plane.kubeconfig], { cwd });

  beforeAll(async () => {
    plane = await startControlPlane();
    await plane.kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: OBJECTS }));
  });
  afterAll(() => plane?.stop());

  it('knows where pods run: only the node of the privileged one is reached', async () => {
    const { stdout } = await paths('list', 'cluster', '--from', 'user/alice', '--format', 'json');

    const [cluster] = (JSON.parse(stdout) as { clusters: { paths: { goal: string }[]; assumptions: object[] }[] })
      .clusters;
    expect(cluster?.paths.map(({ goal }) => goal)).toEqual(['node/worker-1']);
    expect(cluster?.assumptions).toEqual([]);
  });

  it('finds the one change that cuts the way', async () => {
    const { stdout } = await paths('cut', 'cluster', '--from', 'user/alice', '--format', 'json');

    const [cluster] = (JSON.parse(stdout) as { clusters: { left: object[]; changes: { command: string }[] }[] })
      .clusters;
    expect(cluster).toMatchObject({ left: [], changes: [{}] });
  });

  it('tells from its audit log which change would break what alice does', async () => {
    const log = join(plane.folder, 'audit.log');
    const ends = ['--from', 'user/alice', '--to', 'node/worker-1', '--audit', log, '--format', 'json'];
    const verdictOf = async () => {
      const { stdout } = await paths('cut', 'cluster', ...ends);
      const [cluster] = (
        JSON.parse(stdout) as {
          clusters: { single: { title: string }[]; changes: { replay: { verdict: string } }[] }[];
        }
      ).clusters;
      return cluster?.changes.map(({ replay }) => replay.verdict);
    };

    const before = await verdictOf();
    // No kubelet is there to run it; the API server has allowed it by then.
    const alice = await plane.kubeconfigFor({ name: 'alice' });
    await plane.kubectl(['--kubeconfig', alice, '-n', 'shop', 'exec', 'agent', '--', 'id']).catch(() => undefined);
    const after = await verdictOf();

    // The privileged container is what is changed then, of which no audit log tells.
    expect([before, after]).toEqual([['safe'], ['unknown']]);
  });

  it('knows that to get is not to run commands, as the API server does', async () => {
    const carol = await plane.kubeconfigFor({ name: 'carol' });

    const refusal = await plane
      .kubectl(['--kubeconfig', carol, '-n', 'logs', 'exec', 'idle', '--', 'id'])
      .catch((error: Error) => error.message);
    const { stdout } = await paths(
      'query',
      'permissions{namespace=logs} -[pods-exec]-> *',
      'cluster',
      '--format',
      'json',
    );

    expect(refusal).toContain('cannot create resource "pods/exec"');
    const [cluster] = (JSON.parse(stdout) as { clusters: { matches: { start: string }[] }[] }).clusters;
    expect(cluster?.matches.map(({ start }) => start)).toEqual(['permissions/logs/exec::exec']);
  });
});
