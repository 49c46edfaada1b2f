import { accountOf, mountsToken as mountsAccountToken } from '../access/accounts.ts';
import { namespaceOf } from '../kubernetes/namespaces.ts';
import { type Container as ContainerView, isStaticPod, type Workload, workloadOf } from '../kubernetes/workload.ts';
import type { Json, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { type Node as PodGroup, nodesOf } from '../network/engine/workloads.ts';
import { asNumber, asString, at } from '../std/value.ts';
import type { Fact } from './edge.ts';
import type { Vertex } from './vertices.ts';
import { type PodShape, shapeOf } from './volume-shapes.ts';
import { type Mount, readMounts, readVolumes, type Volume } from './world-volumes.ts';
import type { WorldBase } from './world.ts';
import { append } from '../std/append.ts';

/** A pod, or the pods of a workload as one where single ones are not known. */
export interface Pod extends Vertex {
  /** The Pod, or the object with the template. */
  readonly resource: Resource;
  readonly view: Workload;
  /** The topmost known owner, or the pod itself. */
  readonly owner: Resource;
  /** Where its owner stands among the workloads of the network engine. */
  readonly group: number;
  /** Made from a template: how many there are and where they run is not known. */
  readonly assumed: boolean;
  readonly node: Node;
  /** Namespace and name of its service account. */
  readonly account: { readonly namespace: string; readonly name: string };
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  /** Run by a kubelet from a file: no account and no policy concerns it. */
  readonly isStatic: boolean;
}

export interface Container extends Vertex {
  readonly pod: Pod;
  readonly view: ContainerView;
  readonly mounts: readonly Mount[];
}

export interface Node extends Vertex {
  /** Undefined where only its name is known, from a pod. */
  readonly resource: Resource | undefined;
  /** `node/*` stands for whichever node pods run on of which that is not known. */
  readonly assumed: boolean;
  readonly pods: readonly Pod[];
}

export interface WorldPlaces {
  readonly pods: readonly Pod[];
  readonly containers: readonly Container[];
  /** Those that see a directory of their node. */
  readonly nodeReaders: readonly Container[];
  readonly nodes: readonly Node[];
  /** The workloads of the network engine; `Pod.group` counts among them. */
  readonly groups: readonly PodGroup[];
  podsIn(namespace: string): readonly Pod[];
  /** Every namespace that holds a pod, a namespaced object or has a Namespace object. */
  readonly namespaces: readonly string[];
}

/** Where a pod runs of which no object says it. */
const SOME_NODE = 'node/*';

export function createPlaces(base: WorldBase): WorldPlaces {
  const { inventory, vertices } = base;
  const nodes = new Map<string, Node>();
  const nodeNamed = (name: string | undefined): Node => {
    const key = name === undefined ? SOME_NODE : `node/${name}`;
    let node = nodes.get(key);
    if (!node) {
      const resource = name === undefined ? undefined : inventory.find('Node', '', name);
      node = vertices.make('node', key, '', { resource, assumed: name === undefined, pods: [] });
      nodes.set(key, node);
    }
    return node;
  };
  for (const { name } of inventory.ofType('Node')) nodeNamed(name);
  const groups = nodesOf(inventory.resources);
  const pods: Pod[] = [];
  const containers: Container[] = [];
  const titled = createTitles();
  let shape: PodShape | undefined;
  groups.forEach((group, index) => {
    for (const { resource } of group.pods) {
      const view = workloadOf(resource);
      if (!view || runsNothing(resource)) continue;
      const node = nodeNamed(asString(view.pod['nodeName']));
      shape = shapeOf(view, shape);
      const own = { title: titled(resource), view, node, owner: group.resource, group: index };
      const pod = makePod(base, own, shape);
      pods.push(pod);
      (node.pods as Pod[]).push(pod);
      append(containers, pod.containers);
    }
  });
  const byNamespace = Map.groupBy(pods, ({ namespace }) => namespace);
  const namespaces = new Set([
    ...byNamespace.keys(),
    ...inventory.ofType('Namespace').map(({ name }) => name),
    ...inventory.resources.map(({ namespace }) => namespace).filter(Boolean),
  ]);
  return {
    pods,
    containers,
    nodeReaders: containers.filter(({ mounts }) => mounts.some(({ volume }) => volume.hostPath !== undefined)),
    nodes: [...nodes.values()],
    groups,
    podsIn: (namespace) => byNamespace.get(namespace) ?? [],
    namespaces: [...namespaces].sort(),
  };
}

/** An object of a cluster that makes no pods now, or a pod that has ended. */
function runsNothing({ origin, type, object }: Resource): boolean {
  const phase = at(object, 'status', 'phase');
  if (type === 'Pod') return phase === 'Succeeded' || phase === 'Failed';
  return origin.live === true && at(object, 'spec', 'replicas') === 0;
}

/** Tells objects of one name apart: `web`, then `deployment:web`. */
function createTitles(): (resource: Resource) => string {
  const byNamespace = new Map<string, Set<string>>();
  return (resource) => {
    const namespace = namespaceOf(resource);
    let taken = byNamespace.get(namespace);
    if (!taken) byNamespace.set(namespace, (taken = new Set()));
    let title = resource.name;
    if (taken.has(title)) title = `${resource.kind.toLowerCase()}:${title}`;
    for (let i = 2; taken.has(title); i++) title = `${resource.kind.toLowerCase()}:${resource.name}:${i}`;
    taken.add(title);
    return title;
  };
}

interface PodParts {
  readonly title: string;
  readonly view: Workload;
  readonly node: Node;
  readonly owner: Resource;
  readonly group: number;
}

class PodVertex implements Pod {
  readonly id: number;
  readonly kind = 'pod';
  readonly namespace: string;
  readonly view: Workload;
  readonly owner: Resource;
  readonly group: number;
  readonly node: Node;
  readonly account: Pod['account'];
  readonly isStatic: boolean;
  containers: readonly Container[] = [];
  volumes: readonly Volume[] = [];
  private readonly title: string;

  constructor(id: number, { title, view, node, owner, group }: PodParts) {
    this.id = id;
    this.namespace = namespaceOf(view.resource);
    this.title = title;
    this.view = view;
    this.owner = owner;
    this.group = group;
    this.node = node;
    this.account = accountOf(view);
    this.isStatic = isStaticPod(view.resource);
  }

  get name(): string {
    return `pod/${this.namespace}/${this.title}`;
  }

  get resource(): Resource {
    return this.view.resource;
  }

  get assumed(): boolean {
    return this.view.resource.type !== 'Pod';
  }
}

class PodContainer implements Container {
  readonly id: number;
  readonly kind = 'container';
  readonly pod: Pod;
  readonly view: ContainerView;
  readonly mounts: readonly Mount[];

  constructor(id: number, pod: Pod, view: ContainerView, mounts: readonly Mount[]) {
    this.id = id;
    this.pod = pod;
    this.view = view;
    this.mounts = mounts;
  }

  get name(): string {
    return `container/${this.pod.name.slice('pod/'.length)}/${this.view.name}`;
  }

  get namespace(): string {
    return this.pod.namespace;
  }
}

function makePod(base: WorldBase, parts: PodParts, shape: PodShape): Pod {
  const pod = base.vertices.join((id) => new PodVertex(id, parts));
  pod.volumes = readVolumes(base, pod, shape);
  pod.containers = makeContainers(base, pod, shape);
  return pod;
}

/** Containers of one name are one. */
function makeContainers({ vertices }: WorldBase, pod: Pod, shape: PodShape): Container[] {
  const made: Container[] = [];
  pod.view.containers.forEach((view, i) => {
    const known = made.find((one) => one.view.name === view.name);
    made.push(known ?? vertices.join((id) => new PodContainer(id, pod, view, readMounts(pod, shape, i))));
  });
  return made;
}

/** What an entry of a pod or its template says; `path` starts at the object. */
export function podFact({ resource }: Pod, path: Path, note: string): Fact {
  return { resource, path, note };
}

/** Whether the token of the pod's account is mounted. A pod that a kubelet runs from a file has none. */
export function mountsToken({ inventory }: WorldBase, pod: Pod): boolean {
  return !pod.isStatic && mountsAccountToken(inventory, pod.view);
}

const NO_PORTS: readonly number[] = [];
/** By the list in the manifest, which replicas share. */
const knownPorts = new WeakMap<readonly Json[], readonly number[]>();

/** TCP ports that a container declares. */
export function portsOf({ view }: Container): readonly number[] {
  const { ports: entries } = view.spec;
  if (!Array.isArray(entries)) return NO_PORTS;
  let ports = knownPorts.get(entries);
  if (!ports) knownPorts.set(entries, (ports = tcpPorts(entries)));
  return ports;
}

function tcpPorts(entries: readonly Json[]): readonly number[] {
  return entries
    .filter((entry) => (at(entry, 'protocol') ?? 'TCP') === 'TCP')
    .flatMap((entry) => asNumber(at(entry, 'containerPort')) ?? []);
}
