import type { Fact } from './edge.ts';
import { type Holding, holdingsOf } from './together.ts';
import type { Vertex } from './vertices.ts';
import type { Grant, PermissionSet } from './world-access.ts';
import type { World } from './world.ts';

const GROUPS = ['rbac.authorization.k8s.io'];

/** Somebody who can come to hold more, and what it is. */
export interface Gain {
  readonly holder: Holding['holder'];
  readonly target: Vertex;
  readonly proof: () => readonly Fact[];
}

/** What the verb bind leads to, for those who may also write a binding that takes the role, or change one that is there. */
export function boundTargets(world: World): Gain[] {
  return [...newBindings(world), ...joinedBindings(world)];
}

function newBindings(world: World): Gain[] {
  const pairs = (binding: string, role: string): Pair[] =>
    pairsOf(
      holdingsOf(world, [
        { verbs: ['bind'], groups: GROUPS, resource: role, anywhere: true },
        { verbs: ['create'], groups: GROUPS, resource: binding },
      ]),
    );
  const wide = pairs('clusterrolebindings', 'clusterroles').filter(({ namespace }) => namespace === '');
  const narrow = pairs('rolebindings', 'clusterroles');
  const local = pairs('rolebindings', 'roles');
  return [
    ...wide.flatMap((pair) => gains(pair, wideTargets(world, pair.names))),
    ...narrow.flatMap((pair) => gains(pair, narrowTargets(world, pair))),
    ...local.flatMap((pair) => gains(pair, heldIn(world, pair.namespace, 'Role', pair.names))),
  ];
}

const JOINED = [
  ['clusterrolebindings', 'clusterroles'],
  ['rolebindings', 'clusterroles'],
  ['rolebindings', 'roles'],
] as const;
const KINDS: Readonly<Record<string, string>> = {
  clusterroles: 'ClusterRole',
  roles: 'Role',
  clusterrolebindings: 'ClusterRoleBinding',
  rolebindings: 'RoleBinding',
};

/** Who may change a binding adds itself to its subjects; the role of a binding cannot be changed. */
function joinedBindings(world: World): Gain[] {
  return JOINED.flatMap(([binding, role]) => {
    const bind = { verbs: ['bind'], groups: GROUPS, resource: role, anywhere: true };
    const change = { verbs: ['update', 'patch'], groups: GROUPS, resource: binding };
    return holdingsOf(world, [bind, change]).flatMap((holding) => {
      const [roles, bindings] = holding.grants as [Grant, Grant];
      const there = heldIn(world, holding.namespace, KINDS[role]!, roles.names).filter(
        ({ given }) => given.binding.kind === KINDS[binding] && isNamed(bindings.names, given.binding.name),
      );
      return gains({ ...holding, names: roles.names }, there);
    });
  });
}

/** What the verb escalate leads to, for those who may also change roles. */
export function wideningTargets(world: World): Gain[] {
  const widening = (resource: string): Pair[] =>
    pairsOf(
      holdingsOf(world, [
        { verbs: ['escalate'], groups: GROUPS, resource },
        { verbs: ['update', 'patch'], groups: GROUPS, resource },
      ]),
    );
  return [
    ...widening('clusterroles').flatMap((pair) => gains(pair, [world.clusterAdmin])),
    ...widening('roles').flatMap((pair) => gains(pair, [scopeOf(world, pair.namespace)])),
  ];
}

interface Pair extends Pick<Holding, 'holder' | 'namespace' | 'proof'> {
  /** Names of roles; all of them where empty. */
  readonly names: readonly string[];
}

function pairsOf(holdings: readonly Holding[]): Pair[] {
  return holdings.map((holding) => ({ ...holding, names: holding.grants[0]!.names }));
}

function gains({ holder, proof }: Pair, targets: readonly Vertex[]): Gain[] {
  return targets.filter((target) => target !== holder).map((target) => ({ holder, target, proof }));
}

function wideTargets(world: World, names: readonly string[]): readonly Vertex[] {
  if (names.length === 0 || names.includes('cluster-admin')) return [world.clusterAdmin];
  return heldIn(world, '', 'ClusterRole', names).filter(({ namespace }) => namespace === '');
}

function narrowTargets(world: World, { namespace, names }: Pair): readonly Vertex[] {
  const isAdmin = names.length === 0 || names.some((name) => name === 'cluster-admin' || name === 'admin');
  return isAdmin ? [scopeOf(world, namespace)] : heldIn(world, namespace, 'ClusterRole', names);
}

/** Permission sets that give roles of these names in a scope already: the same rights. */
function heldIn(
  { access }: World,
  namespace: string,
  kind: string,
  names: readonly string[],
): readonly PermissionSet[] {
  return access.sets.filter(({ namespace: own, given }) => {
    const { role } = given.known;
    return (own === namespace || namespace === '') && role.kind === kind && isNamed(names, role.name);
  });
}

function isNamed(names: readonly string[], name: string): boolean {
  return names.length === 0 || names.includes(name);
}

function scopeOf(world: World, namespace: string): Vertex {
  return namespace === '' ? world.many('namespaces', '') : world.namespace(namespace);
}
