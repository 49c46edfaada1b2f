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
export function boundRole(inventory: Inventory, { resource, role }: Binding): Role | undefined {
  const index = inventory.derive(rolesIndex);
  if (role.kind === 'ClusterRole') return index.byName.get(named(role))?.[0];
  return candidates(index, role, resource.namespace)[0];
}

/** The bindings that give a role. */
export function bindingsOf(inventory: Inventory, { kind, name, resource }: Role): readonly Binding[] {
  const index = inventory.derive(bindingsIndex);
  if (kind === 'ClusterRole') return index.byName.get(named({ kind, name })) ?? [];
  return candidates(index, { kind, name }, resource.namespace);
}

/** Whether a role works in single namespaces only: a Role, or a ClusterRole that nothing but RoleBindings give. */
export function isConfined(inventory: Inventory, role: Role): boolean {
  const bindings = bindingsOf(inventory, role);
  return role.kind === 'Role' || (bindings.length > 0 && !bindings.some((binding) => binding.clusterWide));
}

export function allBindings(inventory: Inventory): readonly Binding[] {
  return inventory.derive(readBindings);
}

function readBindings(inventory: Inventory): Binding[] {
  return BINDING_TYPES.flatMap((type) => inventory.ofType(type)).flatMap((resource) => bindingOf(resource) ?? []);
}

interface RoleName {
  readonly kind: string;
  readonly name: string;
}

/** Things that concern a role of a name, and the same by namespace: many namespaces have roles of one name. */
interface Index<T> {
  readonly byName: ReadonlyMap<string, readonly T[]>;
  readonly byNamespace: ReadonlyMap<string, readonly T[]>;
}

/** A Role is bound in its own namespace only; files often leave the namespace to whoever applies them. */
function candidates<T>(index: Index<T>, role: RoleName, namespace: string): readonly T[] {
  const key = named(role);
  if (!namespace) return index.byName.get(key) ?? [];
  return [namespace, ''].flatMap((place) => index.byNamespace.get(`${place}\0${key}`) ?? []);
}

function bindingsIndex(inventory: Inventory): Index<Binding> {
  return indexOf(allBindings(inventory), ({ role }) => role);
}

function rolesIndex(inventory: Inventory): Index<Role> {
  const resources = [...inventory.ofType('Role'), ...inventory.ofType('ClusterRole')];
  return indexOf(
    resources.flatMap((resource) => roleOf(resource) ?? []),
    (role) => role,
  );
}

function indexOf<T extends { readonly resource: Resource }>(
  items: readonly T[],
  role: (item: T) => RoleName,
): Index<T> {
  return {
    byName: Map.groupBy(items, (item) => named(role(item))),
    byNamespace: Map.groupBy(items, (item) => `${item.resource.namespace}\0${named(role(item))}`),
  };
}

function named({ kind, name }: RoleName): string {
  return `${kind}\0${name}`;
}

/** `ServiceAccount ci/deployer`, `Group dev`. */
export function subjectName(subject: Subject): string {
  const namespace = subject.kind === 'ServiceAccount' && subject.namespace ? `${subject.namespace}/` : '';
  return `${subject.kind || 'subject'} ${namespace}${subject.name}`;
}
