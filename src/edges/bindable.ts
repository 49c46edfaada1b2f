import type { Fact } from './edge.ts';
import type { Vertex } from './vertices.ts';
import type { Grant, PermissionSet } from './world-access.ts';
import type { World } from './world.ts';

const GROUPS = ['rbac.authorization.k8s.io'];

/** A permission set that can make itself hold more, and what it comes to hold. */
export interface Gain {
  readonly set: PermissionSet;
  readonly target: Vertex;
  readonly proof: () => readonly Fact[];
}

/** What the verb bind leads to, for sets that may also write a binding that takes the role. */
export function boundTargets(world: World): Gain[] {
  const { access } = world;
  const creates = (resource: string) => access.grants({ verbs: ['create'], groups: GROUPS, resource });
  const binds = (resource: string) => access.grants({ verbs: ['bind'], groups: GROUPS, resource, anywhere: true });
  const wide = both(creates('clusterrolebindings'), binds('clusterroles')).filter(({ set }) => set.namespace === '');
  const narrow = both(creates('rolebindings'), binds('clusterroles'));
  const local = both(creates('rolebindings'), binds('roles'));
  return [
    ...wide.flatMap((pair) => gains(pair, wideTargets(world, pair.names))),
    ...narrow.flatMap((pair) => gains(pair, narrowTargets(world, pair))),
    ...local.flatMap((pair) => gains(pair, heldIn(world, pair.set.namespace, 'Role', pair.names))),
  ];
}

/** What the verb escalate leads to, for sets that may also change roles. */
export function wideningTargets(world: World): Gain[] {
  const widening = (resource: string) =>
    both(
      world.access.grants({ verbs: ['update', 'patch'], groups: GROUPS, resource }),
      world.access.grants({ verbs: ['escalate'], groups: GROUPS, resource }),
    );
  return [
    ...widening('clusterroles').flatMap((pair) => gains(pair, [world.clusterAdmin])),
    ...widening('roles').flatMap((pair) => gains(pair, [scopeOf(world, pair.set.namespace)])),
  ];
}

interface Pair {
  readonly set: PermissionSet;
  /** Names of roles; all of them where empty. */
  readonly names: readonly string[];
  readonly proof: () => readonly Fact[];
}

function both(writes: readonly Grant[], roles: readonly Grant[]): Pair[] {
  const bySet = new Map(writes.map((grant) => [grant.set, grant]));
  return roles.flatMap(({ set, names, proof }) => {
    const write = bySet.get(set);
    return write ? { set, names, proof: () => [...proof(), ...write.proof()] } : [];
  });
}

function gains({ set, proof }: Pair, targets: readonly Vertex[]): Gain[] {
  return targets.filter((target) => target !== set).map((target) => ({ set, target, proof }));
}

function wideTargets(world: World, names: readonly string[]): readonly Vertex[] {
  if (names.length === 0 || names.includes('cluster-admin')) return [world.clusterAdmin];
  return heldIn(world, '', 'ClusterRole', names);
}

function narrowTargets(world: World, { set, names }: Pair): readonly Vertex[] {
  const isAdmin = names.length === 0 || names.some((name) => name === 'cluster-admin' || name === 'admin');
  return isAdmin ? [scopeOf(world, set.namespace)] : heldIn(world, set.namespace, 'ClusterRole', names);
}

/** Permission sets that give roles of these names in a scope already: the same rights. */
function heldIn({ access }: World, namespace: string, kind: string, names: readonly string[]): readonly Vertex[] {
  return access.sets.filter(({ namespace: own, given }) => {
    const { role } = given.known;
    const isThere = own === namespace || (kind === 'Role' && namespace === '');
    return isThere && role.kind === kind && (names.length === 0 || names.includes(role.name));
  });
}

function scopeOf(world: World, namespace: string): Vertex {
  return namespace === '' ? world.many('namespaces', '') : world.namespace(namespace);
}
