import { toResource } from '../../src/kubernetes/resource.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Resource } from '../../src/model/resource.ts';

export interface Size {
  readonly roles: number;
  readonly bindings: number;
  readonly subjects: number;
  readonly namespaces: number;
}

const GROUPS = ['', 'apps', 'batch', 'rbac.authorization.k8s.io', 'networking.k8s.io', 'example.com'];
const KINDS = ['pods', 'secrets', 'configmaps', 'deployments', 'jobs', 'roles', 'pods/exec', 'pods/log', 'widgets'];
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
const PLACE = { file: 'world', line: 1, column: 1, endLine: 1, endColumn: 1 };
const ORIGIN = { file: 'world', locate: () => PLACE, editable: false, live: true };

/** A cluster's RBAC of a size: half ClusterRoles, one binding in ten over the whole cluster, five subjects a binding. */
export function generateWorld({ roles, bindings, subjects, namespaces }: Size): Resource[] {
  const random = generator(7);
  const pick = <T>(list: readonly T[]) => list[random(list.length)]!;
  const some = <T>(list: readonly T[]) => Array.from({ length: 1 + random(3) }, () => pick(list));
  const rule = () => ({ verbs: some(VERBS), apiGroups: some(GROUPS), resources: some(KINDS) });
  const rules = () => Array.from({ length: 1 + random(6) }, rule);
  const namespace = () => `ns-${random(namespaces)}`;
  const objects: JsonObject[] = [];
  for (let i = 0; i < roles; i++) {
    const kind = i % 2 ? 'Role' : 'ClusterRole';
    const metadata = { name: `role-${i}`, ...(kind === 'Role' && { namespace: `ns-${i % namespaces}` }) };
    objects.push(object(kind, metadata, { rules: rules() }));
  }
  for (let i = 0; i < bindings; i++) {
    const kind = i % 10 ? 'RoleBinding' : 'ClusterRoleBinding';
    const role = random(roles);
    const isLocal = kind === 'RoleBinding' && role % 2 === 1;
    const home = isLocal ? `ns-${role % namespaces}` : namespace();
    objects.push(
      object(
        kind,
        { name: `binding-${i}`, ...(kind === 'RoleBinding' && { namespace: home }) },
        {
          roleRef: { kind: isLocal ? 'Role' : 'ClusterRole', name: `role-${isLocal ? role : role - (role % 2)}` },
          subjects: Array.from({ length: 5 }, () => subject(random(subjects), namespaces)),
        },
      ),
    );
  }
  return objects.map((one) => toResource(one, ORIGIN)!);
}

function object(kind: string, metadata: JsonObject, more: JsonObject): JsonObject {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata, ...more };
}

function subject(i: number, namespaces: number): JsonObject {
  if (i % 3 === 0) return { kind: 'ServiceAccount', name: `sa-${i}`, namespace: `ns-${i % namespaces}` };
  return { kind: i % 3 === 1 ? 'User' : 'Group', name: `subject-${i}` };
}

/** Numbers below `n`, the same in every run (a linear congruential generator). */
function generator(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}
