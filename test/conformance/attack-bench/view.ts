import { edges } from '../../../src/edges/index.generated.ts';
import type { Vertex } from '../../../src/edges/vertices.ts';
import type { PermissionSet } from '../../../src/edges/world-access.ts';
import type { Endpoint } from '../../../src/edges/world-endpoints.ts';
import type { Container, Node, Pod } from '../../../src/edges/world-pods.ts';
import type { Volume } from '../../../src/edges/world-volumes.ts';
import { createWorld, type World } from '../../../src/edges/world.ts';
import { toResource } from '../../../src/kubernetes/resource.ts';
import { createInventory } from '../../../src/model/inventory.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { buildGraph, type Graph } from '../../../src/paths/graph.ts';
import { asList, asNumber, asString, at } from '../../../src/std/value.ts';

/** A graph in the words of KubeHound: its classes of vertices, its names of edges, nothing virtual. */
export interface View {
  readonly nodes: readonly ViewNode[];
  readonly edges: readonly ViewEdge[];
}

export interface ViewNode {
  readonly id: string;
  readonly class: string;
  readonly name: string;
  readonly namespace?: string;
  readonly isNamespaced?: boolean;
  readonly node?: string;
  readonly exposure?: string;
}

export interface ViewEdge {
  readonly type: string;
  readonly src: string;
  readonly dst: string;
}

/** Our kinds of steps by the name that KubeHound has for them. */
const TYPES: Readonly<Record<string, string>> = {
  'privileged-container': 'CE_PRIV_MOUNT',
  'kernel-module-load': 'CE_MODULE_LOAD',
  'host-process-nsenter': 'CE_NSENTER',
  'host-process-ptrace': 'CE_SYS_PTRACE',
  'core-pattern': 'CE_UMH_CORE_PATTERN',
  'var-log-symlink': 'CE_VAR_LOG_SYMLINK',
  'host-path-read': 'EXPLOIT_HOST_READ',
  'host-path-write': 'EXPLOIT_HOST_WRITE',
  'host-path-traverse': 'EXPLOIT_HOST_TRAVERSE',
  'runtime-socket': 'EXPLOIT_CONTAINERD_SOCK',
  'pod-contains': 'CONTAINER_ATTACH',
  'node-runs': 'POD_ATTACH',
  'mounts-volume': 'VOLUME_DISCOVER',
  'node-volumes': 'VOLUME_ACCESS',
  'volume-holds-token': 'TOKEN_STEAL',
  'runs-as': 'IDENTITY_ASSUME',
  'node-identity': 'IDENTITY_ASSUME',
  'impersonate-users': 'IDENTITY_IMPERSONATE',
  'impersonate-groups': 'IDENTITY_IMPERSONATE',
  'impersonate-accounts': 'IDENTITY_IMPERSONATE',
  'holds-permissions': 'PERMISSION_DISCOVER',
  'pods-create-escape': 'POD_CREATE',
  'pods-exec': 'POD_EXEC',
  'pods-patch': 'POD_PATCH',
  'tokens-list': 'TOKEN_LIST',
  'tokens-guess': 'TOKEN_BRUTEFORCE',
  'roles-bind': 'ROLE_BIND',
  'shared-process-namespace': 'SHARE_PS_NAMESPACE',
};

/** KubeHound takes the tokens of accounts for Secrets in every version: what we know to be stopped is told, too. */
const TOLD_THOUGH_STOPPED: ReadonlySet<string> = new Set(['tokens-list', 'tokens-guess']);

const CLASSES: Readonly<Record<string, string>> = {
  container: 'Container',
  pod: 'Pod',
  node: 'Node',
  serviceaccount: 'Identity',
  user: 'Identity',
  group: 'Identity',
  permissions: 'PermissionSet',
};

export function graphOf(items: readonly JsonObject[]): Graph {
  const resources = items.flatMap((item) => toResource(item, { ...ORIGIN, live: true }) ?? []);
  return buildGraph(createWorld(createInventory(resources), { minor: 36 }), edges);
}

const PLACE = { file: 'cluster', line: 1, column: 1, endLine: 1, endColumn: 1 };
const ORIGIN = { file: 'cluster', locate: () => PLACE, editable: false };

export function viewOf(graph: Graph): View {
  const nodes = new Map<string, ViewNode>();
  const found = new Map<string, ViewEdge>();
  const copies = mountsByVolume(graph);
  const note = (node: ViewNode): string => (nodes.set(node.id, node), node.id);
  const bound = boundIdentities(graph);
  const ids = (vertex: Vertex): string[] => {
    if (CLASSES[vertex.kind] === 'Identity' && !bound.has(vertex)) return [];
    if (vertex.kind !== 'volume') return CLASSES[vertex.kind] ? [note(nodeOf(vertex))] : [];
    const { title, tokens, pod, hostPath, spec } = vertex as Volume;
    // KubeHound reads directories of the node and projected volumes.
    if (hostPath === undefined && !spec['projected']) return [];
    // Nor does it keep a token that nothing is bound to.
    if (tokens.length > 0 && !bound.has(graph.world.access.account(pod.account.namespace, pod.account.name))) return [];
    return (copies.get(vertex) ?? []).map(({ name }) =>
      note({ id: `${vertex.name}@${name}`, class: 'Volume', name: title, namespace: vertex.namespace }),
    );
  };
  const add = (type: string, from: readonly string[], to: readonly string[]) => {
    for (const src of from) for (const dst of to) found.set(`${type} ${src} ${dst}`, { type, src, dst });
  };
  for (const { id, from, to } of stepsOf(graph)) {
    const type = TYPES[id];
    if (!type) continue;
    for (const target of membersOf(graph, to, type)) {
      // A container has the volume that it mounts, not those of its neighbours.
      if (target === from && type === 'EXPLOIT_CONTAINERD_SOCK') continue;
      const targets = id === 'mounts-volume' ? ids(target).filter((one) => one.endsWith(`@${from.name}`)) : ids(target);
      add(type, ids(from), targets);
    }
  }
  for (const { node, containers } of doorsOf(graph)) add('ENDPOINT_EXPLOIT', [note(node)], containers.flatMap(ids));
  return { nodes: [...nodes.values()], edges: [...found.values()] };
}

function* stepsOf({ vertices, edges: kinds, from, to, kind, blocked }: Graph) {
  for (let i = 0; i < from.length; i++)
    yield { id: kinds[kind[i]!]!.id, from: vertices[from[i]!]!, to: vertices[to[i]!]! };
  for (const step of blocked)
    if (TOLD_THOUGH_STOPPED.has(step.edge.id)) yield { id: step.edge.id, from: step.from, to: step.to };
}

/** KubeHound knows subjects of bindings alone. */
function boundIdentities({ world }: Graph): ReadonlySet<Vertex> {
  return new Set(world.access.identities.filter((identity) => world.access.setsOf(identity).length > 0));
}

function mountsByVolume(graph: Graph): ReadonlyMap<Vertex, readonly Container[]> {
  const pairs = graph.world.places.containers.flatMap((container) =>
    container.mounts.map(({ volume }) => ({ volume, container })),
  );
  const grouped = Map.groupBy(pairs, ({ volume }) => volume as Vertex);
  return new Map([...grouped].map(([volume, list]) => [volume, [...new Set(list.map(({ container }) => container))]]));
}

/** What a virtual vertex, or one that KubeHound does not have, stands for. */
function membersOf({ world, vertices }: Graph, to: Vertex, type: string): readonly Vertex[] {
  if (type === 'ROLE_BIND') return boundSets(world, to);
  if (type === 'EXPLOIT_CONTAINERD_SOCK') return (to as Node).pods.flatMap(({ containers }) => containers);
  if (type === 'IDENTITY_IMPERSONATE' && to.kind === 'cluster')
    return world.access.identities.filter(({ kind }) => kind === 'group');
  if (to.kind !== 'many') return [to];
  const { of } = to as Vertex & { readonly of: string };
  return vertices.filter(({ kind, namespace }) => kind === of && (to.namespace === '' || namespace === to.namespace));
}

/**
 * KubeHound takes the sets of ClusterRoleBindings for ClusterRoles and those of RoleBindings for Roles, and has no step from a
 * namespace to ClusterRoles.
 */
function boundSets({ access }: World, { kind, namespace }: Vertex): readonly Vertex[] {
  if (kind === 'namespace') return [];
  const scope = kind === 'permissions' ? namespace : '';
  return access.sets.filter((set) => set.namespace === scope);
}

function nodeOf(vertex: Vertex): ViewNode {
  const { kind, namespace } = vertex;
  const name = vertex.name.slice(vertex.name.lastIndexOf('/') + 1);
  const common = { id: vertex.name, class: CLASSES[kind]!, name, ...(namespace && { namespace }) };
  if (kind === 'permissions') {
    const { binding, known } = (vertex as PermissionSet).given;
    return { ...common, name: `${known.role.name}::${binding.name}`, isNamespaced: namespace !== '' };
  }
  const pod = kind === 'container' ? (vertex as Container).pod : kind === 'pod' ? (vertex as Pod) : undefined;
  return pod ? { ...common, node: pod.node.name.slice('node/'.length) } : common;
}

interface DoorView {
  readonly node: ViewNode;
  readonly containers: readonly Container[];
}

/** The port of a container, what the node forwards to it, and the services that have it as an endpoint. */
function doorsOf({ world }: Graph): DoorView[] {
  return world.network.endpoints.flatMap((endpoint) => [
    ...endpoint.containers.flatMap((container) => portDoors(endpoint, container)),
    ...serviceDoors(world.inventory.ofType('EndpointSlice'), endpoint),
  ]);
}

function portDoors({ name: id, namespace, port }: Endpoint, container: Container): DoorView[] {
  return asList(container.view.spec['ports'])
    .filter((entry) => at(entry, 'containerPort') === port)
    .flatMap((entry) => {
      const name = asString(at(entry, 'name')) ?? String(port);
      const exposures =
        asNumber(at(entry, 'hostPort')) === undefined ? ['ContainerPort'] : ['ContainerPort', 'NodePort'];
      return exposures.map((exposure) => ({
        node: { id: `${id} ${exposure} ${name}`, class: 'Endpoint', name, namespace, exposure },
        containers: [container],
      }));
    });
}

function serviceDoors(slices: readonly Resource[], endpoint: Endpoint): DoorView[] {
  const pods = new Set(endpoint.containers.map(({ pod }) => pod.resource.name));
  return slices
    .filter(
      ({ namespace, object }) =>
        namespace === endpoint.namespace &&
        asList(object['ports']).some((port) => at(port, 'port') === endpoint.port) &&
        asList(object['endpoints']).some((one) => pods.has(asString(at(one, 'targetRef', 'name')) ?? '')),
    )
    .map(({ namespace, object }) => {
      const label = asString(at(object, 'metadata', 'labels', 'kubernetes.io/service-name'));
      const name = label ?? asString(at(object, 'metadata', 'ownerReferences', 0, 'name')) ?? '';
      const node = { id: `service ${namespace}/${name}`, class: 'Endpoint', name, namespace, exposure: 'External' };
      return { node, containers: endpoint.containers };
    });
}
