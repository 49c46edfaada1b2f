import type { Fact } from './edge.ts';
import type { Grant, Identity, PermissionSet, Want } from './world-access.ts';
import type { World } from './world.ts';

/** Somebody who has several rights, by one permission set or by several that are all theirs. */
export interface Holding {
  /** The set that gives all of them; else the identity that has the sets. */
  readonly holder: PermissionSet | Identity;
  /** Where all of them hold; '' is everywhere. */
  readonly namespace: string;
  /** By right, in the order that they were asked for. */
  readonly grants: readonly Grant[];
  readonly proof: () => readonly Fact[];
}

/**
 * Everybody who has all rights in one scope. Rights need not come from one role: an account whose Role lets it create bindings and
 * whose other Role lets it bind roles may do both.
 */
export function holdingsOf(world: World, wants: readonly [Want, ...Want[]]): readonly Holding[] {
  const byWant = wants.map((want) => new Map(world.access.grants(want).map((grant) => [grant.set, grant])));
  const alone = [...byWant[0]!.keys()].flatMap((set) => {
    const grants = byWant.map((map) => map.get(set));
    return isWhole(grants) ? holdingOf(set, set.namespace, grants) : [];
  });
  if (byWant.some((map) => map.size === 0)) return alone;
  const whole = new Set(alone.map(({ holder }) => holder));
  const joint = concerned(world, byWant).flatMap((identity) => {
    const sets = setsOf(world, identity);
    return sets.length < 2 ? [] : jointly(identity, sets, byWant, whole);
  });
  return [...alone, ...joint];
}

type ByWant = readonly ReadonlyMap<PermissionSet, Grant>[];

/** Identities to whom, or to a group of whom, any of the rights is given: most have none. */
function concerned({ access }: World, byWant: ByWant): readonly Identity[] {
  const named = new Set<Identity>();
  const groups = new Set<string>();
  for (const set of new Set(byWant.flatMap((map) => [...map.keys()]))) {
    for (const { kind, name } of set.given.subjects) {
      named.add(kind === 'group' ? access.group(name) : access.user(name));
      if (kind === 'group') groups.add(name);
    }
  }
  const isMember = ({ kind, user }: Identity) => kind !== 'group' && user.groups.some((name) => groups.has(name));
  return access.identities.filter((one) => named.has(one) || (groups.size > 0 && isMember(one)));
}

/** Its own sets, and those of the groups that authentication puts it into. */
function setsOf({ access, vertices }: World, identity: Identity): readonly PermissionSet[] {
  const groups = identity.kind === 'group' ? [] : identity.user.groups;
  const known = groups.flatMap((name) => (vertices.find(`group/${name}`) as Identity | undefined) ?? []);
  return [identity, ...known].flatMap((one) => access.setsOf(one).map(({ set }) => set));
}

/** The scopes in which the sets give all rights and none of them does so alone. */
function jointly(
  identity: Identity,
  sets: readonly PermissionSet[],
  byWant: ByWant,
  whole: ReadonlySet<unknown>,
): Holding[] {
  const useful = sets.filter((set) => byWant.some((map) => map.has(set)));
  const scopes = [...new Set(useful.map(({ namespace }) => namespace))].sort();
  const found: Holding[] = [];
  for (const scope of scopes) {
    const here = useful.filter(({ namespace }) => namespace === '' || namespace === scope);
    if (here.some((set) => whole.has(set)) || found.some(({ namespace }) => namespace === '')) continue;
    const grants = byWant.map((map) => merged(here.flatMap((set) => map.get(set) ?? [])));
    if (isWhole(grants)) found.push(holdingOf(identity, scope, grants));
  }
  return found;
}

/** One about every object, or all names together. */
function merged(grants: readonly Grant[]): Grant | undefined {
  const [first, ...more] = grants;
  if (!first || more.length === 0) return first;
  const open = grants.find(({ names }) => names.length === 0);
  if (open) return open;
  const names = [...new Set(grants.flatMap((grant) => grant.names))];
  return { ...first, names, proof: () => grants.flatMap(({ proof }) => proof()) };
}

function isWhole(grants: readonly (Grant | undefined)[]): grants is readonly Grant[] {
  return grants.every((grant) => grant !== undefined);
}

function holdingOf(holder: Holding['holder'], namespace: string, grants: readonly Grant[]): Holding {
  return { holder, namespace, grants, proof: () => grants.flatMap(({ proof }) => proof()) };
}
