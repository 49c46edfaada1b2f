import type { JsonObject } from '../../src/model/json.ts';
import { writeSnapshot } from '../../src/sources/snapshot/write.ts';

/* A cluster of any size as a snapshot: namespaces of twenty workloads, five pods each, forty pods to a node. */

const REPLICAS = 5;
const WORKLOADS = 20;
const PODS_PER_NODE = 40;

/** The bytes of a snapshot with so many pods. The same number gives the same bytes. */
export function clusterSnapshot(pods: number): Buffer {
  const records = [...objects(pods)].map((object, i) => ({
    file: `bench/${i}`,
    object,
    shipped: false,
    credentials: [],
    managers: [],
  }));
  return writeSnapshot({
    header: { tool: 'bench', context: 'bench', server: 'v1.36.0', taken: '2026-01-01' },
    facts: { minor: 36, namespaces: undefined, namespace: 'default', served: [], gaps: [] },
    records,
  });
}

function* objects(pods: number): Generator<JsonObject> {
  const nodes = Math.ceil(pods / PODS_PER_NODE);
  for (let i = 0; i < nodes; i++) yield made(['v1', 'Node'], `node-${i}`, undefined, {});
  const workloads = Math.ceil(pods / REPLICAS);
  let pod = 0;
  for (let w = 0; w < workloads; w++) {
    const namespace = `team-${Math.floor(w / WORKLOADS)}`;
    if (w % WORKLOADS === 0) yield* namespaceObjects(namespace, w / WORKLOADS);
    yield* workloadObjects(namespace, w);
    for (let r = 0; r < REPLICAS && pod < pods; r++) yield podObject(namespace, w, r, (pod++ * 7) % nodes);
  }
  yield role('ClusterRole', 'operator', undefined, [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]);
  yield binding('ClusterRoleBinding', 'operator', undefined, 'ClusterRole', 'operator', 'team-0', 'account-0');
}

function* namespaceObjects(namespace: string, index: number): Generator<JsonObject> {
  const level = index % 3 === 0 ? { 'pod-security.kubernetes.io/enforce': 'baseline' } : {};
  yield made(['v1', 'Namespace'], namespace, undefined, {}, level);
  yield role('Role', 'deployer', namespace, [
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'create', 'update'] },
    { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] },
  ]);
  yield binding(
    'RoleBinding',
    'deployer',
    namespace,
    'Role',
    'deployer',
    namespace,
    `account-${index * WORKLOADS + 1}`,
  );
  yield role('Role', 'debugger', namespace, [{ apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }]);
  yield binding(
    'RoleBinding',
    'debugger',
    namespace,
    'Role',
    'debugger',
    namespace,
    `account-${index * WORKLOADS + 2}`,
  );
  yield role('Role', 'reader', namespace, [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] }]);
  yield binding('RoleBinding', 'reader', namespace, 'Role', 'reader', namespace, `account-${index * WORKLOADS + 3}`);
  if (index % 2 === 0) yield policy(namespace, 'same-namespace', {}, [{ podSelector: {} }]);
  yield policy(namespace, 'store', { matchLabels: { tier: 'store' } }, [
    { podSelector: { matchLabels: { tier: 'api' } } },
  ]);
}

function* workloadObjects(namespace: string, w: number): Generator<JsonObject> {
  yield made(['v1', 'ServiceAccount'], `account-${w}`, namespace, {});
  yield made(['v1', 'Secret'], `secret-${w}`, namespace, { type: 'Opaque' });
  const template = { metadata: { labels: labelsOf(w) }, spec: podSpec(w, undefined) };
  yield made(['apps/v1', 'Deployment'], `app-${w}`, namespace, { spec: { replicas: REPLICAS, template } });
  const type = w % 50 === 0 ? { type: 'LoadBalancer' } : {};
  const spec = { selector: { app: `app-${w}` }, ports: [{ port: 80, targetPort: 8080 }], ...type };
  yield made(['v1', 'Service'], `app-${w}`, namespace, { spec });
}

function podObject(namespace: string, w: number, replica: number, node: number): JsonObject {
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: `app-${w}`, uid: `u-${w}`, controller: true };
  const pod = made(['v1', 'Pod'], `app-${w}-${replica}`, namespace, { spec: podSpec(w, `node-${node}`) }, labelsOf(w));
  return { ...pod, metadata: { ...(pod['metadata'] as JsonObject), ownerReferences: [owner] } };
}

function podSpec(w: number, nodeName: string | undefined): JsonObject {
  const host = w % 100 === 0 ? [{ name: 'host', hostPath: { path: '/' } }] : [];
  const token = {
    // The API server gives each pod a name of its own.
    name: `kube-api-access-${w}-${nodeName ?? 'x'}`,
    projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 3607 } }] },
  };
  return {
    ...(nodeName && { nodeName }),
    serviceAccountName: `account-${w}`,
    volumes: [
      { name: 'secret', secret: { secretName: `secret-${w}` } },
      { name: 'scratch', emptyDir: {} },
      token,
      ...host,
    ],
    containers: ['app', 'proxy'].map((name, i) => ({
      name,
      image: `registry.example.com/${name}:1.${w % 40}.0`,
      ports: [{ containerPort: 8080 + i }],
      env: Array.from({ length: 10 }, (_, e) => ({ name: `SETTING_${e}`, value: `value-${w}-${e}` })),
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      securityContext: { privileged: w % 200 === 0 && i === 0, allowPrivilegeEscalation: false },
      volumeMounts: [
        { name: 'secret', mountPath: '/etc/secret', readOnly: true },
        { name: 'scratch', mountPath: '/tmp' },
        ...host.map(() => ({ name: 'host', mountPath: '/host' })),
      ],
    })),
  };
}

function labelsOf(w: number): JsonObject {
  return { app: `app-${w}`, tier: ['web', 'api', 'store'][w % 3]! };
}

function policy(namespace: string, name: string, podSelector: JsonObject, from: JsonObject[]): JsonObject {
  const spec = { podSelector, policyTypes: ['Ingress'], ingress: [{ from }] };
  return made(['networking.k8s.io/v1', 'NetworkPolicy'], name, namespace, { spec });
}

function role(kind: string, name: string, namespace: string | undefined, rules: JsonObject[]): JsonObject {
  return made(['rbac.authorization.k8s.io/v1', kind], name, namespace, { rules });
}

function binding(
  kind: string,
  name: string,
  namespace: string | undefined,
  ...[roleKind, roleName, home, account]: [string, string, string, string]
): JsonObject {
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: roleKind, name: roleName };
  const subjects = [{ kind: 'ServiceAccount', namespace: home, name: account }];
  return made(['rbac.authorization.k8s.io/v1', kind], name, namespace, { roleRef, subjects });
}

function made(
  [apiVersion, kind]: readonly [apiVersion: string, kind: string],
  name: string,
  namespace: string | undefined,
  rest: JsonObject,
  labels?: JsonObject,
): JsonObject {
  return { apiVersion, kind, metadata: { name, ...(namespace && { namespace }), ...(labels && { labels }) }, ...rest };
}
