import { controlPlaneFact } from '../edges/control-plane.ts';
import type { Vertex } from '../edges/vertices.ts';
import type { Node } from '../edges/world-pods.ts';
import type { World } from '../edges/world.ts';
import { compileGlob } from '../std/glob.ts';

/** Something that must not be reached: any of its vertices will do. */
export interface Goal {
  readonly name: string;
  readonly vertices: readonly number[];
  /** What an attacker has who gets there, from 0 to 100. */
  readonly impact: number;
  /** Told together where paths are alike: `node`, `secret`. */
  readonly kind: string;
}

const IMPACT = {
  admin: 100,
  cloudAccount: 100,
  controlPlane: 100,
  chosen: 90,
  node: 80,
  systemSecret: 75,
  other: 60,
} as const;

/**
 * What must not be reached where nobody says it, by what it gives and not by its name: everything in the API, the nodes, the
 * secrets of Kubernetes' own namespace, and accounts in a cloud. To be asked once the graph is built, which finds those. `chosen`
 * adds what the user names, like `namespace/payments`, `secret/shop/*`.
 */
export function crownJewels(world: World, chosen: readonly string[] = []): Goal[] {
  const own = chosen.flatMap((text) => goalsNamed(world, text, IMPACT.chosen));
  const nodes = world.places.nodes.map((node) =>
    goalOf(node, isControlPlane(node) ? IMPACT.controlPlane : IMPACT.node),
  );
  const secrets = systemSecrets(world);
  const accounts = world.vertices.all
    .filter(({ kind }) => kind === 'cloudaccount')
    .map((account) => goalOf(account, IMPACT.cloudAccount));
  const all = [goalOf(world.clusterAdmin, IMPACT.admin), ...own, ...accounts, ...nodes, ...secrets];
  return [...new Map(all.toReversed().map((goal) => [goal.name, goal])).values()].toReversed();
}

/** Those that are known; else whatever lies there, for who may read all of the namespace or of the cluster. */
function systemSecrets({ secrets, vertices }: World): readonly Goal[] {
  const known = secrets.known.filter(({ namespace }) => namespace === 'kube-system');
  if (known.length > 0) return known.map((secret) => goalOf(secret, IMPACT.systemSecret));
  const all = ['secrets@cluster', 'secrets@ns/kube-system'].flatMap((name) => vertices.find(name)?.id ?? []);
  if (all.length === 0) return [];
  return [{ name: 'secrets of kube-system', vertices: all, impact: IMPACT.systemSecret, kind: 'secret' }];
}

/** What a text names: a vertex (`cluster-admin`, `node/worker-1`, `secret/shop/*`) or all that is in a namespace. */
export function goalsNamed(world: World, text: string, impact: number = IMPACT.other): Goal[] {
  if (text === 'cluster-admin') return [goalOf(world.clusterAdmin, IMPACT.admin)];
  if (text.startsWith('namespace/')) return namespaceGoals(world, text, impact);
  const { all } = world.vertices;
  if (!text.includes('*')) {
    const vertex = world.vertices.find(text);
    return vertex ? [goalOf(vertex, impact)] : [];
  }
  const matches = compileGlob(text);
  return all.filter(({ name }) => matches(name) || name === text).map((vertex) => goalOf(vertex, impact));
}

/** Control of anything that a namespace holds: it itself, a pod, a secret, a service account with rights. */
function namespaceGoals(world: World, text: string, impact: number): Goal[] {
  const matches = compileGlob(text.slice('namespace/'.length));
  return world.places.namespaces
    .filter((name) => matches(name))
    .map((name) => {
      const inside = world.places.podsIn(name);
      const secrets = world.secrets.known.filter(({ namespace }) => namespace === name);
      const vertices = [
        world.namespace(name),
        ...inside,
        ...inside.flatMap(({ containers }) => containers),
        ...secrets,
      ];
      return { name: `namespace/${name}`, vertices: vertices.map(({ id }) => id), impact, kind: 'namespace' };
    });
}

function goalOf({ id, name, kind }: Vertex, impact: number): Goal {
  return { name, vertices: [id], impact, kind };
}

/** Where nodes are not known, the one that stands for them is none of the control plane. */
function isControlPlane(node: Node): boolean {
  return !node.assumed && controlPlaneFact(node) !== undefined;
}
