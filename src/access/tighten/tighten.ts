import type { Resource } from '../../model/resource.ts';
import type { Inventory } from '../../model/inventory.ts';
import { createInventory } from '../../model/inventory.ts';
import type { JsonObject } from '../../model/json.ts';
import { toResource } from '../../kubernetes/resource.ts';
import { asList } from '../../std/value.ts';
import { createAuthorizer, type Authorizer, type Reason } from '../authorizer/authorizer.ts';
import type { Given, GivenSubject } from '../authorizer/given.ts';
import { isUrlRequest, type AccessRequest } from '../authorizer/request.ts';
import { isBuiltIn } from './built-in.ts';
import { rolesFor } from './manifests.ts';
import type { Used } from './usage.ts';

/** A subject of bindings, what it used of them, and what would be enough. */
export interface Tightened {
  readonly kind: GivenSubject['kind'];
  readonly name: string;
  /** Bindings that name it. */
  readonly bindings: readonly Given[];
  /** Those by which nothing that was recorded is allowed. */
  readonly unused: readonly Given[];
  readonly requests: number;
  /** ISO times; '' where nothing was used. */
  readonly first: string;
  readonly last: string;
  /** Roles and bindings that are enough for what was recorded; none where nothing was. */
  readonly manifests: readonly JsonObject[];
}

export interface TightenResult {
  readonly subjects: readonly Tightened[];
  /** Distinct requests that were asked again with the new roles in place of the old, and those that would be denied. */
  readonly replayed: number;
  readonly denied: readonly Used[];
  /** Allowed when they were recorded, but by nothing that was read: another authorizer, or bindings that are gone. */
  readonly unexplained: readonly Used[];
}

/**
 * Finds the least roles that keep every recorded request which the present bindings allow. What a subject gets is never more
 * than it has: a name stays where the right is bound to names. The proof is a replay of all of it.
 */
export function tighten(inventory: Inventory, authorizer: Authorizer, used: readonly Used[]): TightenResult {
  const shares = new Map<string, Share>();
  for (const given of authorizer.table.given.filter(({ binding }) => !isBuiltIn(binding))) {
    for (const subject of given.subjects) shareOf(shares, subject).bindings.add(given);
  }
  const explained: Used[] = [];
  const unexplained: Used[] = [];
  for (const one of used) {
    if (authorizer.isMaster(one.user)) continue;
    const reasons = authorizer.why(one.user, one.request);
    if (reasons.length === 0) unexplained.push(one);
    else explained.push(one);
    if (reasons.some(({ given }) => isBuiltIn(given.binding))) continue;
    const reason = preferred(reasons);
    if (reason) charge(shareOf(shares, reason.subject), reason, one);
  }
  const subjects = [...shares.values()].map(finish).sort((a, b) => (a.name < b.name ? -1 : 1));
  const after = replaced(inventory, subjects);
  return {
    subjects,
    replayed: explained.length,
    denied: explained.filter((one) => !after.can(one.user, one.request)),
    unexplained,
  };
}

interface Share {
  readonly subject: GivenSubject;
  readonly bindings: Set<Given>;
  readonly used: Used[];
  readonly needed: AccessRequest[];
  readonly by: Set<Given>;
}

function shareOf(shares: Map<string, Share>, subject: GivenSubject): Share {
  const key = `${subject.kind}\0${subject.name}`;
  let share = shares.get(key);
  if (!share) shares.set(key, (share = { subject, bindings: new Set(), used: [], needed: [], by: new Set() }));
  return share;
}

/** What a user is given itself comes before what its groups are given; a right over every name before one over some. */
function preferred(reasons: readonly Reason[]): Reason | undefined {
  const rank = ({ subject, owned }: Reason) =>
    (subject.kind === 'user' ? 0 : 2) + (owned.rule.names.length > 0 ? 1 : 0);
  return reasons.toSorted((a, b) => rank(a) - rank(b))[0];
}

function charge(share: Share, { given, owned }: Reason, used: Used): void {
  share.used.push(used);
  share.by.add(given);
  const { request } = used;
  share.needed.push(isUrlRequest(request) || owned.rule.names.length > 0 ? request : { ...request, name: '' });
}

function finish({ subject, bindings, used, needed, by }: Share): Tightened {
  const times = used.flatMap(({ first, last }) => [first, last]).sort();
  return {
    kind: subject.kind,
    name: subject.name,
    bindings: [...bindings],
    unused: [...bindings].filter((given) => !by.has(given)),
    requests: used.reduce((sum, { count }) => sum + count, 0),
    first: times[0] ?? '',
    last: times.at(-1) ?? '',
    manifests: rolesFor(subject, needed),
  };
}

/** The authorizer with every subject taken out of its old bindings and into the new. */
function replaced(inventory: Inventory, subjects: readonly Tightened[]): Authorizer {
  const touched = new Map<Resource, Given>();
  for (const { bindings } of subjects) for (const given of bindings) touched.set(given.binding, given);
  const kept = inventory.resources.filter((resource) => !touched.has(resource));
  const emptied = [...touched.keys()].map((binding) => ({
    ...binding,
    object: { ...binding.object, subjects: without(binding, touched) },
  }));
  const added = subjects.flatMap(({ manifests }) => manifests).flatMap((object) => toResource(object, ORIGIN) ?? []);
  return createAuthorizer(createInventory([...kept, ...emptied, ...added]));
}

const PLACE = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
const ORIGIN = { file: '', locate: () => PLACE, editable: false };

function without(binding: Resource, touched: ReadonlyMap<Resource, Given>) {
  const known = new Set(touched.get(binding)?.subjects.map(({ path }) => path[1]));
  return asList(binding.object['subjects']).filter((_, i) => !known.has(i));
}
