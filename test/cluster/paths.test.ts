import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { castellan, folder } from '../cli/run.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';

const pod = (name: string, node: string, privileged: boolean) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop' },
  spec: {
    nodeName: node,
    automountServiceAccountToken: false,
    containers: [{ name: 'app', image: 'registry.example/x:1', securityContext: { privileged } }],
  },
});
const OBJECTS = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } },
  { apiVersion: 'v1', kind: 'Node', metadata: { name: 'worker-1' } },
  { apiVersion: 'v1', kind: 'Node', metadata: { name: 'worker-2' } },
  pod('agent', 'worker-1', true),
  pod('web', 'worker-2', false),
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'shell', namespace: 'shop' },
    rules: [{ apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'alice', namespace: 'shop' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'shell' },
    subjects: [{ kind: 'User', name: 'alice', apiGroup: 'rbac.authorization.k8s.io' }],
  },
];

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
});
