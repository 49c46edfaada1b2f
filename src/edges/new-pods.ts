import type { EdgeSink, Guard } from './edge.ts';
import { targetsOf } from './targets.ts';
import { type Holding, holdingsOf } from './together.ts';
import type { Vertex } from './vertices.ts';
import type { Grant, Want } from './world-access.ts';
import type { World } from './world.ts';

interface Templates {
  readonly group: string;
  readonly resources: readonly string[];
  /** The API server lets nobody change the template once it is there. */
  readonly fixed?: boolean;
}

/** Kinds whose controllers make pods from a template. */
const TEMPLATES: readonly Templates[] = [
  { group: 'apps', resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'] },
  { group: 'batch', resources: ['cronjobs'] },
  { group: 'batch', resources: ['jobs'], fixed: true },
  { group: '', resources: ['replicationcontrollers'] },
];

/** Everybody who may write a pod template. */
export function templateGrants(world: World, verbs: Want['verbs'] = ['create', 'update', 'patch']): readonly Grant[] {
  return TEMPLATES.flatMap(({ group, resources, fixed }) => {
    const useful = fixed ? verbs.filter((verb) => verb === 'create') : verbs;
    if (useful.length === 0) return [];
    return resources.flatMap((resource) => world.access.grants({ verbs: useful, groups: [group], resource }));
  });
}

/** Rights that each make a pod: to create it, or a template of one. */
export const POD_MAKING: readonly Want[] = [{ group: '', resources: ['pods'] }, ...TEMPLATES].flatMap(
  ({ group, resources }) => resources.map((resource) => ({ verbs: ['create'], groups: [group], resource })),
);

/** A new pod that breaks out to its node, where admission of some namespace in the scope lets it in. */
export function escapeByNewPod(world: World, { set, namespace, proof }: Grant, out: EdgeSink): void {
  const nodes = world.many('nodes', '');
  const guard = escapeGuard(world, namespace);
  if (guard) out.blocked(set, nodes, guard, proof);
  else out.edge(set, nodes, proof);
}

/** A new pod that runs as an account of the namespace and asks for nothing else. */
export function runAsAnyAccount(world: World, { set, namespace, proof }: Grant, out: EdgeSink): void {
  const accounts = world.many('serviceaccounts', namespace);
  const guard = guardOfAll(world, namespace, (name) => world.admission.guardAgainst(name, 'plain'));
  if (guard) out.blocked(set, accounts, guard, proof);
  else out.edge(set, accounts, proof);
}

/** The pods of the workloads that a right is about. */
export function podsOfOwners(world: World, { namespace, names }: Grant): readonly Vertex[] {
  if (names.length === 0) return targetsOf(world, 'pods', { namespace, names });
  const pods = namespace === '' ? world.places.pods : world.places.podsIn(namespace);
  return pods.filter(({ owner }) => names.includes(owner.name));
}

/** Who may make pods where a guard stands that reads labels of the namespace, and change those labels. */
export function liftsGuard(world: World): readonly Holding[] {
  const labels = { verbs: ['update', 'patch'], groups: [''], resource: 'namespaces' };
  return POD_MAKING.flatMap((making) => holdingsOf(world, [labels, making])).filter(({ namespace, grants }) => {
    const { names } = grants[0]!;
    const scope = namespace === '' ? world.places.namespaces : [namespace];
    return scope.some((name) => (names.length === 0 || names.includes(name)) && escapeGuard(world, name));
  });
}

function escapeGuard(world: World, namespace: string): Guard | undefined {
  return guardOfAll(world, namespace, (name) => {
    const way = world.admission.nodeEscape(name);
    return 'guard' in way ? way.guard : undefined;
  });
}

/** What stops a step in a namespace; for the whole cluster only where each namespace is guarded. */
function guardOfAll(
  { places }: World,
  namespace: string,
  guard: (namespace: string) => Guard | undefined,
): Guard | undefined {
  if (namespace !== '') return guard(namespace);
  const guards = places.namespaces.map(guard);
  return guards.every((one) => one !== undefined) ? guards[0] : undefined;
}
