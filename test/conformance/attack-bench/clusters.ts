import type { JsonObject } from '../../../src/model/json.ts';

/** Objects of small clusters, in few words. */
export const node = (name: string): JsonObject => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } });

export interface PodParts {
  readonly account?: string;
  readonly namespace?: string;
  readonly node?: string;
  readonly pod?: JsonObject;
  readonly container?: JsonObject;
  readonly containers?: readonly string[];
  /** Directories of the node, `/etc` or `/etc:ro`. */
  readonly paths?: readonly string[];
  readonly token?: boolean;
}

const TOKEN: JsonObject = { name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } };

export function pod(name: string, parts: PodParts = {}): JsonObject {
  const { account = 'default', namespace = 'default', paths = [], token = true, containers = [name] } = parts;
  const volumes = paths.map((path, i) => ({ name: `v${i}`, hostPath: { path: path.replace(':ro', '') } }));
  const mounts = paths.map((path, i) => ({ name: `v${i}`, mountPath: `/v${i}`, readOnly: path.endsWith(':ro') }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: {
      serviceAccountName: account,
      nodeName: parts.node ?? 'one',
      automountServiceAccountToken: token,
      ...parts.pod,
      containers: containers.map((title) => ({
        name: title,
        image: 'app:1',
        volumeMounts: [...mounts, ...(token ? [{ name: 'token', mountPath: '/token', readOnly: true }] : [])],
        ...parts.container,
      })),
      volumes: [...volumes, ...(token ? [TOKEN] : [])],
    },
  };
}

export const secure = (securityContext: JsonObject, more: JsonObject = {}): PodParts => ({
  container: { securityContext },
  pod: more,
});
export const gets = (...add: string[]): JsonObject => ({ capabilities: { add } });

/** `verb,verb group/resource`; the group may be missing. Bound in the cluster where no namespace is given. */
export function given(account: string, rules: readonly string[], namespace = '', from = 'default'): JsonObject[] {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const [kind, binding] = namespace ? ['Role', 'RoleBinding'] : ['ClusterRole', 'ClusterRoleBinding'];
  const metadata = { name: `${account}-role`, ...(namespace && { namespace }) };
  return [
    { apiVersion, kind, metadata, rules: rules.map(ruleOf) },
    {
      apiVersion,
      kind: binding,
      metadata: { ...metadata, name: account },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace: from }],
    },
  ];
}

function ruleOf(text: string): JsonObject {
  const [verbs = '', target = '', name] = text.split(' ');
  const [group, resource] = target.includes(':') ? target.split(':') : ['', target];
  return {
    verbs: verbs.split(','),
    apiGroups: [group!],
    resources: [resource!],
    ...(name && { resourceNames: [name] }),
  };
}

export const RBAC = 'rbac.authorization.k8s.io';
