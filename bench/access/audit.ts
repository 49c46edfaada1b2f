import type { User } from '../../src/access/authorizer/users.ts';

/** Lines of an audit log as an API server writes them at the level Metadata: `distinct` requests over and over. */
export function* auditLines(events: number, distinct: number, users: readonly User[]): Generator<string> {
  const lines = Array.from({ length: distinct }, (_, i) => line(i, users[i % users.length]!));
  for (let i = 0; i < events; i++) yield lines[i % distinct]!;
}

const RESOURCES = ['pods', 'secrets', 'configmaps', 'widgets'];
const VERBS = ['get', 'list', 'watch', 'create', 'update'];

function line(i: number, { name: username, groups }: User): string {
  const resource = RESOURCES[i % RESOURCES.length]!;
  const namespace = `ns-${i % 200}`;
  const name = `object-${i % 50}`;
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: '5e1d6a0c-7a67-4c5b-8f0e-0f6a1c9a2b3d',
    stage: 'ResponseComplete',
    requestURI: `/api/v1/namespaces/${namespace}/${resource}/${name}`,
    verb: VERBS[i % VERBS.length],
    user: { username, uid: 'b7a6a3f2', groups, extra: { 'authentication.kubernetes.io/pod-name': ['web-0'] } },
    sourceIPs: ['10.0.0.1'],
    userAgent: 'controller/v0.0.0 (linux/amd64) kubernetes/$Format',
    objectRef: { resource, namespace, name, apiVersion: 'v1' },
    responseStatus: { metadata: {}, code: 200 },
    requestReceivedTimestamp: '2026-11-20T10:00:00.000000Z',
    stageTimestamp: '2026-11-20T10:00:00.010000Z',
    annotations: { 'authorization.k8s.io/decision': 'allow', 'authorization.k8s.io/reason': 'RBAC: allowed' },
  });
}
