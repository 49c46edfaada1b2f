import type { OwnedRule } from '../access/aggregation.ts';
import type { Authorizer } from '../access/authorizer/authorizer.ts';
import type { Given, GivenSubject, KnownRole } from '../access/authorizer/given.ts';
import { accountUser, splitAccountName, type User, userNamed } from '../access/authorizer/users.ts';
import { namespaceOf } from '../kubernetes/namespaces.ts';
import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, at } from '../std/value.ts';
import type { Fact } from './edge.ts';
import { isClusterScoped } from './scopes.ts';
import type { Vertex, Vertices } from './vertices.ts';
import type { WorldPlaces } from './world-pods.ts';
import type { WorldBase } from './world.ts';

/** Somebody that the API server knows by name. */
export interface Identity extends Vertex {
  /** Name and groups as authentication gives them. */
  readonly user: User;
  /** Of a service account, where the inventory has the object. */
  readonly resource: Resource | undefined;
}

/** What one binding gives: the rules of a role, in one namespace or in the whole cluster (''). */
export interface PermissionSet extends Vertex {
  readonly given: Given;
}

/** A right that one wants to know the holders of. */
export interface Want {
  /** Any of these. */
  readonly verbs: readonly string[];
  /** Any of these; '' is the core group. */
  readonly groups: readonly string[];
  /** With its subresource, `pods/exec`. */
  readonly resource: string;
  /** It is asked for in a namespace though its objects have none: whether a RoleBinding may bind a ClusterRole. */
  readonly anywhere?: boolean;
}

/** A permission set that has a right. */
export interface Grant {
  readonly set: PermissionSet;
  /** Where it holds; '' is everywhere. */
  readonly namespace: string;
  /** Names of the objects that it is about; every object where empty. */
  readonly names: readonly string[];
  /** The rule that gives it, then the binding. */
  readonly proof: () => readonly Fact[];
}

export interface WorldAccess {
  readonly sets: readonly PermissionSet[];
  /** Service accounts that have an object, that pods run as or that bindings name; users and groups that bindings name. */
  readonly identities: readonly Identity[];
  account(namespace: string, name: string): Identity;
  user(name: string): Identity;
  group(name: string): Identity;
  /** The permission sets of an identity's own name; its groups are identities of their own. */
  setsOf(identity: Identity): readonly { readonly set: PermissionSet; readonly subject: GivenSubject }[];
  /** Every permission set that has a right. Rules about names count for `create` only of subresources. */
  grants(want: Want): readonly Grant[];
}

interface RoleRule {
  readonly known: KnownRole;
  readonly owned: OwnedRule;
}

export function createAccess(base: WorldBase & { authorizer: Authorizer; places: WorldPlaces }): WorldAccess {
  const { authorizer, vertices } = base;
  const sets = authorizer.table.given.map((given) => setOf(vertices, given));
  const byRole = Map.groupBy(sets, ({ given }) => given.known);
  const identities = createIdentities(base);
  const bound = new Map<Identity, { set: PermissionSet; subject: GivenSubject }[]>();
  for (const set of sets) {
    for (const subject of set.given.subjects) {
      const identity = identities.of(subject);
      const list = bound.get(identity);
      if (list) list.push({ set, subject });
      else bound.set(identity, [{ set, subject }]);
    }
  }
  const rules = indexRules(authorizer.table.roles);
  return {
    sets,
    get identities() {
      return identities.all();
    },
    account: identities.account,
    user: identities.user,
    group: identities.group,
    setsOf: (identity) => bound.get(identity) ?? [],
    grants: (want) => grantsOf(rules, byRole, want),
  };
}

function setOf(vertices: Vertices, given: Given): PermissionSet {
  const { binding, known, namespace } = given;
  const name = `permissions/${namespace ? `${namespace}/` : ''}${known.role.name}::${binding.name}`;
  return vertices.make('permissions', name, namespace, { given });
}

function createIdentities({
  inventory,
  vertices,
  authorizer,
  places,
}: WorldBase & { authorizer: Authorizer; places: WorldPlaces }) {
  const accounts = new Map(
    inventory.ofType('ServiceAccount').map((resource) => [`${namespaceOf(resource)}/${resource.name}`, resource]),
  );
  const known = new Set<Identity>();
  const noted = (identity: Identity): Identity => {
    known.add(identity);
    return identity;
  };
  const byNamespace = new Map<string, Map<string, Identity>>();
  const account = (namespace: string, name: string): Identity => {
    let list = byNamespace.get(namespace);
    if (!list) byNamespace.set(namespace, (list = new Map()));
    let made = list.get(name);
    if (!made) {
      const own = { user: accountUser(namespace, name), resource: accounts.get(`${namespace}/${name}`) };
      made = noted(vertices.make('serviceaccount', `serviceaccount/${namespace}/${name}`, namespace, own));
      list.set(name, made);
    }
    return made;
  };
  const group = (name: string): Identity =>
    noted(vertices.make('group', `group/${name}`, '', { user: { name: '', groups: [name] }, resource: undefined }));
  const user = (name: string): Identity => {
    const parts = splitAccountName(name);
    if (parts) return account(parts.namespace, parts.name);
    return noted(vertices.make('user', `user/${name}`, '', { user: userNamed(name), resource: undefined }));
  };
  const of = ({ kind, name }: GivenSubject): Identity => (kind === 'group' ? group(name) : user(name));
  const all = (): readonly Identity[] => {
    for (const resource of accounts.values()) account(namespaceOf(resource), resource.name);
    for (const { account: own } of places.pods) account(own.namespace, own.name);
    for (const { subjects } of authorizer.table.given) subjects.forEach(of);
    return [...known];
  };
  let listed: readonly Identity[] | undefined;
  return { account, group, user, of, all: () => (listed ??= all()) };
}

/** Rules by each resource that they name. */
function indexRules(roles: readonly KnownRole[]): ReadonlyMap<string, readonly RoleRule[]> {
  const index = new Map<string, RoleRule[]>();
  for (const known of roles) {
    for (const owned of known.index.rules) {
      for (const resource of new Set(owned.rule.resources)) {
        const list = index.get(resource);
        if (list) list.push({ known, owned });
        else index.set(resource, [{ known, owned }]);
      }
    }
  }
  return index;
}

function grantsOf(
  rules: ReadonlyMap<string, readonly RoleRule[]>,
  byRole: ReadonlyMap<KnownRole, readonly PermissionSet[]>,
  want: Want,
): Grant[] {
  const slash = want.resource.indexOf('/');
  const spellings = [want.resource, '*', ...(slash < 0 ? [] : [`*${want.resource.slice(slash)}`])];
  const found = new Map<KnownRole, OwnedRule[]>();
  for (const { known, owned } of spellings.flatMap((one) => rules.get(one) ?? [])) {
    if (!gives(owned, want, slash < 0)) continue;
    const list = found.get(known);
    if (!list) found.set(known, [owned]);
    else if (!list.includes(owned)) list.push(owned);
  }
  const clusterScoped = !want.anywhere && isClusterScoped(want);
  return [...found].flatMap(([known, list]) =>
    (byRole.get(known) ?? [])
      .filter(({ namespace }) => namespace === '' || !clusterScoped)
      .map((set) => grantOf(set, list, want)),
  );
}

/** A creation names no object, so that a rule about names never allows it (docs, "Referring to resources"). */
function gives({ rule }: OwnedRule, { verbs, groups }: Want, whole: boolean): boolean {
  const anyGroup = rule.groups.includes('*') || groups.some((group) => rule.groups.includes(group));
  if (!anyGroup) return false;
  const nameless = whole && rule.names.length > 0;
  return verbs.some(
    (verb) => !(nameless && verb === 'create') && (rule.verbs.includes('*') || rule.verbs.includes(verb)),
  );
}

/** One rule about every object is worth more than those about names. */
function grantOf(set: PermissionSet, list: readonly OwnedRule[], want: Want): Grant {
  const open = list.find(({ rule }) => rule.names.length === 0);
  const told = open ? [open] : list;
  const names = open ? [] : [...new Set(list.flatMap(({ rule }) => rule.names))];
  return {
    set,
    namespace: set.namespace,
    names,
    proof: () => [...told.map((owned) => ruleFact(owned, want)), bindingFact(set)],
  };
}

/** A rule that gives a right, and the one item of it that does. */
interface RuleFact extends Fact {
  /** Path of the resource or the verb without which the rest of the rule is left; undefined where the rule is about nothing else. */
  readonly item: Path | undefined;
}

function ruleFact(owned: OwnedRule, want: Want): RuleFact {
  const { rule, owner } = owned;
  const which = rule.names.length > 0 ? ` named ${rule.names.join(', ')}` : '';
  const note = `allows ${rule.verbs.join(', ')} on ${rule.resources.join(', ')}${which}`;
  return {
    resource: owner.resource,
    path: rule.path,
    note: `${owner.kind} ${owner.name} ${note}`,
    item: itemOf(owned, want),
  };
}

function itemOf({ rule, owner }: OwnedRule, { verbs, resource }: Want): Path | undefined {
  const { object } = owner.resource;
  const part = (list: string, value: string): Path | undefined => {
    const items = asList(at(object, ...rule.path, list));
    const index = items.indexOf(value);
    return index < 0 || items.lastIndexOf(value) !== index ? undefined : [...rule.path, list, index];
  };
  const others = rule.resources.filter((one) => one !== resource);
  if (others.includes('*') || others.some((one) => one.startsWith('*/'))) return undefined;
  if (others.length > 0) return part('resources', resource);
  const useful = rule.verbs.filter((verb) => verbs.includes(verb));
  const isOne = useful.length === 1 && rule.verbs.length > 1 && !rule.verbs.includes('*');
  return isOne ? part('verbs', useful[0]!) : undefined;
}

/** The item of a rule that a fact is about, where it is about one of several. */
export function ruleItem(fact: Fact): Path | undefined {
  return 'item' in fact ? (fact as RuleFact).item : undefined;
}

function bindingFact({ given }: PermissionSet): Fact {
  const { binding, known, namespace } = given;
  const where = namespace ? `in namespace ${namespace}` : 'in the whole cluster';
  return {
    resource: binding,
    path: ['roleRef'],
    note: `${binding.kind} ${binding.name} gives ${known.role.kind} ${known.role.name} ${where}`,
  };
}
