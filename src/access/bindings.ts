import type { Inventory } from '../model/inventory.ts';
import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asObject, asString, isObject } from '../std/value.ts';
import { roleOf, type Role } from './roles.ts';

/** Who is given a role. */
export interface Subject {
  readonly path: Path;
  readonly kind: string;
  readonly name: string;
  /** Of a ServiceAccount: its own, else the binding's. */
  readonly namespace: string;
}

export interface Binding {
  readonly resource: Resource;
  /** A ClusterRoleBinding gives its role in every namespace, a RoleBinding in its own. */
  readonly clusterWide: boolean;
  readonly role: { readonly kind: string; readonly name: string };
  readonly subjects: readonly Subject[];
}

export const BINDING_TYPES: readonly string[] = ['RoleBinding', 'ClusterRoleBinding'];

const cache = new WeakMap<Resource, Binding>();

/** The binding that a resource is, or undefined where it is none. Cached per resource. */
export function bindingOf(resource: Resource): Binding | undefined {
  if (!BINDING_TYPES.includes(resource.type)) return undefined;
  let binding = cache.get(resource);
  if (!binding) cache.set(resource, (binding = readBinding(resource)));
  return binding;
}

function readBinding(resource: Resource): Binding {
  const clusterWide = resource.type === 'ClusterRoleBinding';
  const ref = asObject(resource.object['roleRef']);
  return {
    resource,
    clusterWide,
    role: { kind: clusterWide ? 'ClusterRole' : (asString(ref['kind']) ?? ''), name: asString(ref['name']) ?? '' },
    subjects: asList(resource.object['subjects']).flatMap((item, i) => {
      if (!isObject(item)) return [];
      return {
        path: ['subjects', i],
        kind: asString(item['kind']) ?? '',
        name: asString(item['name']) ?? '',
        namespace: asString(item['namespace']) ?? resource.namespace,
      };
    }),
  };
}

/** The role that a binding gives, where the inventory has it. */
export function boundRole(inventory: Inventory, binding: Binding): Role | undefined {
  const named = inventory.derive(rolesByName).get(`${binding.role.kind}\0${binding.role.name}`) ?? [];
  return named.find((role) => reaches(binding, role));
}

/** The bindings that give a role. */
export function bindingsOf(inventory: Inventory, role: Role): readonly Binding[] {
  const named = inventory.derive(bindingsByRole).get(`${role.kind}\0${role.name}`) ?? [];
  return named.filter((binding) => reaches(binding, role));
}

/** Whether a role works in single namespaces only: a Role, or a ClusterRole that nothing but RoleBindings give. */
export function isConfined(inventory: Inventory, role: Role): boolean {
  const bindings = bindingsOf(inventory, role);
  return role.kind === 'Role' || (bindings.length > 0 && !bindings.some((binding) => binding.clusterWide));
}

/** A Role is bound in its own namespace only; files often leave the namespace to whoever applies them. */
function reaches(binding: Binding, role: Role): boolean {
  if (role.kind === 'ClusterRole') return true;
  const [own, other] = [binding.resource.namespace, role.resource.namespace];
  return own === other || !own || !other;
}

export function allBindings(inventory: Inventory): readonly Binding[] {
  return inventory.derive(readBindings);
}

function readBindings(inventory: Inventory): Binding[] {
  return BINDING_TYPES.flatMap((type) => inventory.ofType(type)).flatMap((resource) => bindingOf(resource) ?? []);
}

function bindingsByRole(inventory: Inventory): ReadonlyMap<string, Binding[]> {
  return Map.groupBy(allBindings(inventory), ({ role }) => `${role.kind}\0${role.name}`);
}

function rolesByName(inventory: Inventory): ReadonlyMap<string, Role[]> {
  const resources = [...inventory.ofType('Role'), ...inventory.ofType('ClusterRole')];
  return Map.groupBy(
    resources.flatMap((resource) => roleOf(resource) ?? []),
    (role) => `${role.kind}\0${role.name}`,
  );
}

/** `ServiceAccount ci/deployer`, `Group dev`. */
export function subjectName(subject: Subject): string {
  const namespace = subject.kind === 'ServiceAccount' && subject.namespace ? `${subject.namespace}/` : '';
  return `${subject.kind || 'subject'} ${namespace}${subject.name}`;
}
