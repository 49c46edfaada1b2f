import { namespaceOf } from '../../kubernetes/namespaces.ts';
import { podTemplateOf, strings } from '../../kubernetes/workload.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asObject, asString, at, entryOf, isObject } from '../../std/value.ts';
import { PROTOCOLS, type Protocol } from './ports.ts';

/** What holds pods: an object with a template, or the owner that pods name. */
export interface Node {
  /** `shop/web[Deployment]`. */
  readonly label: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly resource: Resource;
  readonly pods: readonly PodView[];
}

/** The pods of a node that are alike, as policies see them. */
export interface PodView {
  readonly resource: Resource;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly ContainerPort[];
  readonly hostNetwork: boolean;
  /** A pod that nobody owns. */
  readonly bare: boolean;
  /** Name of the node that it runs on. */
  readonly nodeName: string | undefined;
}

export interface ContainerPort {
  readonly name: string | undefined;
  readonly protocol: Protocol;
  readonly port: number;
}

const NO_PODS = new Set(['PodTemplate']);
/** KubeVirt: a machine's pod carries the labels of the machine's template, and that of an instance the instance's own. */
const MACHINES: Readonly<Record<string, (object: JsonObject) => JsonObject>> = {
  'VirtualMachine.kubevirt.io': (object) => asObject(at(object, 'spec', 'template')),
  'VirtualMachineInstance.kubevirt.io': (object) => object,
};

const known = new WeakMap<readonly Resource[], readonly Node[]>();

/** The workloads of the resources, sorted by label. Pods belong to their topmost owner that is known. Cached per list. */
export function nodesOf(resources: readonly Resource[]): readonly Node[] {
  let nodes = known.get(resources);
  if (!nodes) known.set(resources, (nodes = readNodes(resources)));
  return nodes;
}

function readNodes(resources: readonly Resource[]): readonly Node[] {
  const makers: Maker[] = [];
  for (const resource of resources) {
    const template = NO_PODS.has(resource.type) ? undefined : holderOf(resource);
    if (template) makers.push({ resource, template });
  }
  const find = ownersAmong(makers);
  const groups = new Map<string, Group>();
  let group: Group | undefined;
  for (const maker of makers) {
    const owner = topOwner(maker.resource, find);
    // Pods of one owner mostly follow each other.
    if (!group || !isSame(owner, group.owner)) {
      const label = `${owner.namespace}/${owner.name}[${owner.kind}]`;
      group = groups.get(label);
      if (!group) groups.set(label, (group = { owner, pods: [], templates: [] }));
    }
    if (maker.resource.type === 'Pod') group.pods.push(podView(maker));
    else if (maker.resource === owner.resource) group.templates.push(podView(maker));
  }
  const nodes: Node[] = [];
  for (const [label, { owner, pods, templates }] of groups) {
    const views = pods.length > 0 ? pods : templates;
    if (views.length > 0) nodes.push({ label, ...owner, pods: views });
  }
  return nodes.sort((a, b) => (a.label < b.label ? -1 : 1));
}

function isSame(a: Owner, b: Owner): boolean {
  return a.name === b.name && a.namespace === b.namespace && a.kind === b.kind;
}

/** What makes pods, and what holds their metadata and spec. */
interface Maker {
  readonly resource: Resource;
  readonly template: JsonObject;
}

interface Group {
  readonly owner: Owner;
  readonly pods: PodView[];
  readonly templates: PodView[];
}

interface Owner {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly resource: Resource;
}

type FindOwner = (kind: string, namespace: string, name: string) => Resource | undefined;

/** Each kind is indexed when an owner of it is asked for: most pods have owners of one or two. */
function ownersAmong(makers: readonly Maker[]): FindOwner {
  const byKind = Map.groupBy(makers, ({ resource }) => resource.kind);
  const indexes = new Map<string, ReadonlyMap<string, Resource>>();
  const indexOf = (kind: string): ReadonlyMap<string, Resource> | undefined => {
    const those = byKind.get(kind);
    let index = indexes.get(kind);
    if (index || !those) return index;
    index = new Map(those.map(({ resource: one }) => [`${namespaceOf(one)}/${one.name}`, one]));
    indexes.set(kind, index);
    return index;
  };
  return (kind, namespace, name) => indexOf(kind)?.get(`${namespace}/${name}`);
}

function topOwner(resource: Resource, find: FindOwner, depth = 0): Owner {
  const namespace = namespaceOf(resource);
  const reference = ownerOf(resource);
  const name = asString(reference?.['name']);
  if (name === undefined || depth > 4) return { namespace, name: resource.name, kind: resource.kind, resource };
  const kind = asString(reference?.['kind']) ?? resource.kind;
  const owner = find(kind, namespace, name);
  if (owner && owner !== resource) return topOwner(owner, find, depth + 1);
  return { namespace, name, kind, resource };
}

/** The first owner that has a name. */
function ownerOf({ object }: Resource): JsonObject | undefined {
  const references = asList(asObject(object['metadata'])['ownerReferences']);
  const found = references.length > 0 ? references.find((one) => asString(at(one, 'name'))) : undefined;
  return found === undefined ? undefined : asObject(found);
}

/** What holds the metadata and the spec of the pods. */
function holderOf(resource: Resource): JsonObject | undefined {
  return podTemplateOf(resource) ?? entryOf(MACHINES, resource.type)?.(resource.object);
}

function podView({ resource, template }: Maker): PodView {
  const pod = asObject(template['spec']);
  return {
    resource,
    namespace: namespaceOf(resource),
    labels: labelsIn(asObject(template['metadata'])['labels']),
    ports: portsIn(pod),
    hostNetwork: pod['hostNetwork'] === true,
    bare: resource.type === 'Pod' && ownerOf(resource) === undefined,
    nodeName: asString(pod['nodeName']),
  };
}

/** Labels as they are written, where all of them are text. */
function labelsIn(value: Json | undefined): Readonly<Record<string, string>> {
  return isTextMap(value) ? value : strings(value);
}

function isTextMap(value: Json | undefined): value is Record<string, string> {
  if (!isObject(value)) return false;
  for (const key in value) if (typeof value[key] !== 'string') return false;
  return true;
}

/** The addresses of a pod, as they are written. */
export function podAddresses({ resource }: PodView): readonly string[] {
  const { podIP, podIPs } = asObject(resource.object['status']);
  const all = [podIP, ...asList(podIPs).map((entry) => at(entry, 'ip'))].filter((ip) => typeof ip === 'string');
  return all.length > 1 ? [...new Set(all)] : all;
}

const CONTAINERS = ['initContainers', 'containers', 'ephemeralContainers'];

function portsIn(pod: JsonObject): ContainerPort[] {
  const ports: ContainerPort[] = [];
  for (const list of CONTAINERS) {
    for (const container of asList(pod[list])) {
      for (const entry of asList(asObject(container)['ports'])) addPort(asObject(entry), ports);
    }
  }
  return ports;
}

function addPort({ containerPort, protocol, name }: JsonObject, ports: ContainerPort[]): void {
  const known = PROTOCOLS.find((one) => one === (protocol ?? 'TCP'));
  if (typeof containerPort !== 'number' || !known) return;
  ports.push({ name: asString(name), protocol: known, port: containerPort });
}
