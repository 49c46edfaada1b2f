import type { Inventory } from '../model/inventory.ts';
import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { namespaceOf } from '../kubernetes/namespaces.ts';
import { workloadOf } from '../kubernetes/workload.ts';
import { accountOf } from './accounts.ts';
import type { Authorizer } from './authorizer/authorizer.ts';
import { accountUserName, splitAccountName } from './authorizer/users.ts';
import { isBuiltIn } from './tighten/built-in.ts';

/** An object of access control that does nothing, and why. */
export interface UnusedAccess {
  readonly resource: Resource;
  readonly path: Path;
  /** A clause: `no binding names it`. */
  readonly reason: string;
}

/**
 * Roles that nothing binds, bindings that bind nothing or nobody, service accounts that nothing runs as and that hold rights.
 * What Kubernetes makes itself is left out. In order of kinds, then as they were read.
 */
export function unusedAccess(inventory: Inventory, authorizer: Authorizer): UnusedAccess[] {
  return [
    ...unboundRoles(authorizer),
    ...danglingBindings(authorizer),
    ...emptyBindings(inventory, authorizer),
    ...idleAccounts(inventory, authorizer),
  ].filter(({ resource }) => !isBuiltIn(resource));
}

/** A role that others aggregate does its work without a binding. */
function unboundRoles({ table }: Authorizer): UnusedAccess[] {
  const bound = new Set(table.given.map(({ known }) => known));
  const gathered = new Set(
    table.roles.flatMap(({ role, index }) =>
      index.rules.flatMap(({ owner }) => (owner === role ? [] : [owner.resource])),
    ),
  );
  return table.roles
    .filter((known) => !bound.has(known) && !gathered.has(known.role.resource))
    .map(({ role }) => ({ resource: role.resource, path: ['metadata', 'name'], reason: 'no binding names it' }));
}

function danglingBindings({ dangling }: Authorizer): UnusedAccess[] {
  return dangling.map(({ binding, role }) => ({
    resource: binding,
    path: ['roleRef'],
    reason: `${role.kind} ${role.name} is not there`,
  }));
}

function emptyBindings(inventory: Inventory, { table }: Authorizer): UnusedAccess[] {
  const accounts = new Set(
    inventory.ofType('ServiceAccount').map((account) => accountUserName(namespaceOf(account), account.name)),
  );
  return table.given.flatMap(({ binding, subjects }): UnusedAccess[] => {
    if (subjects.length === 0) return [{ resource: binding, path: ['metadata', 'name'], reason: 'it names nobody' }];
    return subjects
      .filter(({ kind, name }) => kind === 'user' && isMissing(accounts, name))
      .map(({ name, path }) => {
        const { namespace, name: own } = splitAccountName(name)!;
        return { resource: binding, path, reason: `ServiceAccount ${namespace}/${own} is not there` };
      });
  });
}

/** Every namespace has its `default` account without an object in any file. */
function isMissing(accounts: ReadonlySet<string>, user: string): boolean {
  const account = splitAccountName(user);
  return account !== undefined && account.name !== 'default' && !accounts.has(user);
}

function idleAccounts(inventory: Inventory, { table }: Authorizer): UnusedAccess[] {
  const running = new Set<string>();
  for (const resource of inventory.resources) {
    const view = workloadOf(resource);
    if (!view) continue;
    const { namespace, name } = accountOf(view);
    running.add(`${namespace}/${name}`);
  }
  if (running.size === 0) return [];
  const holders = new Set(table.given.flatMap(({ subjects }) => subjects.map(({ name }) => name)));
  return inventory
    .ofType('ServiceAccount')
    .filter((account) => {
      const namespace = namespaceOf(account);
      const holds = holders.has(accountUserName(namespace, account.name));
      return holds && account.name !== 'default' && !running.has(`${namespace}/${account.name}`);
    })
    .map((resource) => ({
      resource,
      path: ['metadata', 'name'],
      reason: 'it holds rights and no workload runs as it',
    }));
}
