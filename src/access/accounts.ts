import type { Inventory } from '../model/inventory.ts';
import type { Path } from '../model/json.ts';
import { findEffective } from '../kubernetes/namespaces.ts';
import type { Workload } from '../kubernetes/workload.ts';
import { asString } from '../std/value.ts';
import { accountUser } from './authorizer/users.ts';
import { allBindings, type Binding } from './bindings.ts';

/** The ServiceAccount whose token a workload's pods carry. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/**
 * The account that a workload runs as; the deprecated field counts where the newer one is absent. No namespace in a file
 * is the one that the file is applied to, which is `default` unless said otherwise.
 */
export function accountOf({ resource, pod }: Workload): Account {
  const name = asString(pod['serviceAccountName']) || asString(pod['serviceAccount']) || 'default';
  return { namespace: resource.namespace || 'default', name };
}

/** Where a workload names its account, or should. */
export function accountPath({ path, pod }: Workload): Path {
  const deprecated = !asString(pod['serviceAccountName']) && asString(pod['serviceAccount']);
  return [...path, deprecated ? 'serviceAccount' : 'serviceAccountName'];
}

/** Whether pods get the account's token mounted: the pod's word counts before the ServiceAccount's. */
export function mountsToken(inventory: Inventory, workload: Workload): boolean {
  const own = workload.pod['automountServiceAccountToken'];
  if (typeof own === 'boolean') return own;
  const { namespace, name } = accountOf(workload);
  const account = findEffective(inventory, 'ServiceAccount', namespace, name);
  return account?.object['automountServiceAccountToken'] !== false;
}

/** The bindings that give something to an account: by its name, by its name as a user, or by a group that it is always in. */
export function bindingsTo(inventory: Inventory, { namespace, name }: Account): readonly Binding[] {
  const { bySubject, byAccount } = inventory.derive(bindingsIndex);
  const account = accountKey(namespace, name);
  let bindings = byAccount.get(account);
  if (!bindings) {
    const user = accountUser(namespace, name);
    const keys = [account, `User\0${user.name}`, ...user.groups.map((group) => `Group\0${group}`)];
    byAccount.set(account, (bindings = [...new Set(keys.flatMap((key) => bySubject.get(key) ?? []))]));
  }
  return bindings;
}

interface BindingsIndex {
  readonly bySubject: ReadonlyMap<string, readonly Binding[]>;
  /** What was asked before: several rules ask about the account of one workload. */
  readonly byAccount: Map<string, readonly Binding[]>;
}

function bindingsIndex(inventory: Inventory): BindingsIndex {
  return { bySubject: bindingsBySubject(inventory), byAccount: new Map() };
}

function bindingsBySubject(inventory: Inventory): ReadonlyMap<string, Binding[]> {
  const pairs = allBindings(inventory).flatMap((binding) => binding.subjects.map((subject) => ({ binding, subject })));
  const groups = Map.groupBy(pairs, ({ subject }) =>
    subject.kind === 'ServiceAccount'
      ? accountKey(subject.namespace, subject.name)
      : `${subject.kind}\0${subject.name}`,
  );
  return new Map([...groups].map(([key, list]) => [key, list.map(({ binding }) => binding)]));
}

function accountKey(namespace: string, name: string): string {
  return `ServiceAccount\0${namespace || 'default'}\0${name}`;
}
