import type { OwnedRule } from '../aggregation.ts';
import type { Inventory } from '../../model/inventory.ts';
import { givenTable, type Dangling, type Given, type GivenSubject, type GivenTable, type KnownRole } from './given.ts';
import { isUrlRequest, type AccessRequest } from './request.ts';
import { allMatches, questionOf, rulesAllow, type Question } from './rule-index.ts';
import { MASTERS, type User } from './users.ts';

export interface AuthorizerOptions {
  /** Where files leave the namespace of a Role or RoleBinding open; '' leaves such objects out. Default `default`. */
  readonly defaultNamespace?: string;
  /** Whether members of system:masters may do everything, as in every API server. RBAC by itself knows no such group. Default true. */
  readonly masters?: boolean;
}

/** Why a request is allowed: one binding and one rule of its role. */
export interface Reason {
  readonly given: Given;
  readonly subject: GivenSubject;
  readonly owned: OwnedRule;
}

/** Who is given a right by name: a user (service accounts among them) or a group. */
export interface Holder {
  readonly kind: GivenSubject['kind'];
  readonly name: string;
  readonly reasons: readonly Reason[];
}

/** What RBAC decides over one state of a cluster. Immutable; built in one pass, asked in microseconds. */
export interface Authorizer {
  can(user: User, request: AccessRequest): boolean;
  /** Every binding and rule that allows the request, in the order in which the API server looks; empty where it is denied. */
  why(user: User, request: AccessRequest): readonly Reason[];
  /** The namespaces in which bindings of their own allow what the request asks, in order of names. */
  allowedIn(user: User, request: AccessRequest): readonly string[];
  /** Every subject that a binding gives the right. With `everywhere`, single namespaces count too. */
  whoCan(request: AccessRequest, everywhere?: boolean): readonly Holder[];
  /** Every rule that a user is given, wherever. */
  given(user: User): readonly GivenTo[];
  /** Whether the answer is yes before any rule is asked. */
  isMaster(user: User): boolean;
  readonly dangling: readonly Dangling[];
  readonly table: GivenTable;
}

/** A binding and the subject of it that a user is. */
export interface GivenTo {
  readonly given: Given;
  readonly subject: GivenSubject;
}

/** What one user or group is given, by namespace; '' is the whole cluster. */
type Scopes = Map<string, GivenTo[]>;

interface Indexes {
  readonly user: Map<string, Scopes>;
  readonly group: Map<string, Scopes>;
}

/**
 * Builds the RBAC authorizer over the roles and bindings of an inventory. Decides as Kubernetes 1.36 does
 * (plugin/pkg/auth/authorizer/rbac, pkg/registry/rbac/validation).
 */
export function createAuthorizer(inventory: Inventory, options: AuthorizerOptions = {}): Authorizer {
  const { defaultNamespace = 'default', masters = true } = options;
  const table = givenTable(inventory, defaultNamespace);
  const indexes = indexSubjects(table.given);
  const byRole = Map.groupBy(table.given, ({ known }) => known);
  const isMaster = (user: User) => masters && user.groups.includes(MASTERS);
  return {
    isMaster,
    can(user, request) {
      if (isMaster(user)) return true;
      const question = questionOf(request);
      const namespace = scopeOf(request);
      return anyScopes(indexes, user, (scopes) => allowsIn(scopes, namespace, question));
    },
    why(user, request) {
      const question = questionOf(request);
      const namespace = scopeOf(request);
      const found = givenTo(indexes, user).filter(({ given }) => reaches(given, namespace));
      return found.flatMap(({ given, subject }) =>
        allMatches(given.known.index, question).map((owned) => ({ given, subject, owned })),
      );
    },
    allowedIn(user, request) {
      if (isUrlRequest(request)) return [];
      const question = questionOf(request);
      const found = givenTo(indexes, user).filter(
        ({ given }) => given.namespace !== '' && rulesAllow(given.known.index, question),
      );
      return [...new Set(found.map(({ given }) => given.namespace))].sort();
    },
    whoCan: (request, everywhere = false) => whoCan(table, byRole, request, everywhere),
    given: (user) => givenTo(indexes, user),
    dangling: table.dangling,
    table,
  };
}

/** Paths that are no resource are in no namespace. */
function scopeOf(request: AccessRequest): string {
  return isUrlRequest(request) ? '' : request.namespace;
}

function reaches({ namespace }: Given, wanted: string): boolean {
  return namespace === '' || namespace === wanted;
}

function indexSubjects(given: readonly Given[]): Indexes {
  const indexes: Indexes = { user: new Map(), group: new Map() };
  for (const one of given) {
    for (const subject of one.subjects) {
      const index = indexes[subject.kind];
      let scopes = index.get(subject.name);
      if (!scopes) index.set(subject.name, (scopes = new Map<string, GivenTo[]>()));
      const scope = scopes.get(one.namespace);
      if (scope) scope.push({ given: one, subject });
      else scopes.set(one.namespace, [{ given: one, subject }]);
    }
  }
  return indexes;
}

/** Whether any of a user's names has scopes that satisfy. */
function anyScopes(indexes: Indexes, { name, groups }: User, satisfies: (scopes: Scopes) => boolean): boolean {
  const own = indexes.user.get(name);
  if (own && satisfies(own)) return true;
  for (const group of groups) {
    const scopes = indexes.group.get(group);
    if (scopes && satisfies(scopes)) return true;
  }
  return false;
}

function allowsIn(scopes: Scopes, namespace: string, question: Question): boolean {
  if (anyAllows(scopes.get(''), question)) return true;
  return namespace !== '' && anyAllows(scopes.get(namespace), question);
}

function anyAllows(scope: readonly GivenTo[] | undefined, question: Question): boolean {
  return scope !== undefined && scope.some(({ given }) => rulesAllow(given.known.index, question));
}

/** Every binding that names a user or one of its groups, once, by the subject that the API server finds first. */
function givenTo(indexes: Indexes, { name, groups }: User): GivenTo[] {
  const all = [indexes.user.get(name), ...new Set(groups).values().map((group) => indexes.group.get(group))];
  const first = new Map<Given, GivenTo>();
  for (const scopes of all) {
    for (const scope of scopes?.values() ?? []) {
      for (const one of scope) {
        const before = first.get(one.given);
        if (!before || positionOf(one) < positionOf(before)) first.set(one.given, one);
      }
    }
  }
  return [...first.values()].sort((a, b) => order(a.given) - order(b.given));
}

function positionOf({ subject }: GivenTo): number {
  return subject.path[1] as number;
}

/** What holds in the whole cluster comes first. */
function order({ namespace }: Given): number {
  return namespace === '' ? 0 : 1;
}

function whoCan(
  table: GivenTable,
  byRole: ReadonlyMap<KnownRole, readonly Given[]>,
  request: AccessRequest,
  everywhere: boolean,
): Holder[] {
  const question = questionOf(request);
  const namespace = scopeOf(request);
  const holders = new Map<string, { kind: Holder['kind']; name: string; reasons: Reason[] }>();
  for (const known of table.roles) {
    const given = (byRole.get(known) ?? []).filter(
      (one) => reaches(one, namespace) || (everywhere && !isUrlRequest(request)),
    );
    const [owned] = given.length > 0 ? allMatches(known.index, question) : [];
    if (!owned) continue;
    for (const one of given) {
      for (const subject of one.subjects) {
        const key = `${subject.kind}\0${subject.name}`;
        let holder = holders.get(key);
        if (!holder) holders.set(key, (holder = { kind: subject.kind, name: subject.name, reasons: [] }));
        if (holder.reasons.at(-1)?.given !== one) holder.reasons.push({ given: one, subject, owned });
      }
    }
  }
  return [...holders.values()];
}
