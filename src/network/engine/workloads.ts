import { namespaceOf } from '../../kubernetes/namespaces.ts';
import { strings, workloadOf } from '../../kubernetes/workload.ts';
import type { Json } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asNumber, asObject, asString, at } from '../../std/value.ts';
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
  /** As they are written: few questions need them read. */
  readonly addresses: readonly string[];
  readonly hostNetwork: boolean;
  /** Name of the node that it runs on. */
  readonly nodeName: string | undefined;
}

export interface ContainerPort {
  readonly name: string | undefined;
  readonly protocol: Protocol;
  readonly port: number;
}

const NO_PODS = new Set(['PodTemplate']);
/** KubeVirt: a machine's pod carries the labels of its template. */
const MACHINES: ReadonlySet<string> = new Set(['VirtualMachine.kubevirt.io', 'VirtualMachineInstance.kubevirt.io']);

const known = new WeakMap<readonly Resource[], readonly Node[]>();

/** The workloads of the resources, sorted by label. Pods belong to their topmost owner that is known. Cached per list. */
export function nodesOf(resources: readonly Resource[]): readonly Node[] {
  let nodes = known.get(resources);
  if (!nodes) known.set(resources, (nodes = readNodes(resources)));
  return nodes;
}

function readNodes(resources: readonly Resource[]): readonly Node[] {
  const makers = resources.filter((r) => !NO_PODS.has(r.type) && (MACHINES.has(r.type) || workloadOf(r)));
  const byName = new Map(makers.map((r) => [`${r.kind} ${namespaceOf(r)}/${r.name}`, r]));
  const groups = new Map<string, Owner & { readonly pods: PodView[]; templates: PodView[] }>();
  for (const resource of makers) {
    const owner = topOwner(resource, byName);
    const label = `${owner.namespace}/${owner.name}[${owner.kind}]`;
    let group = groups.get(label);
    if (!group) groups.set(label, (group = { ...owner, pods: [], templates: [] }));
    if (resource.type === 'Pod') group.pods.push(podView(resource));
    else if (resource === owner.resource) group.templates.push(podView(resource));
  }
  return [...groups]
    .map(([label, { pods, templates, ...owner }]) => ({ label, ...owner, pods: pods.length > 0 ? pods : templates }))
    .filter(({ pods }) => pods.length > 0)
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}

interface Owner {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly resource: Resource;
}

function topOwner(resource: Resource, known: ReadonlyMap<string, Resource>, depth = 0): Owner {
  const namespace = namespaceOf(resource);
  const reference = asList(at(resource.object, 'metadata', 'ownerReferences')).find((one) => asString(at(one, 'name')));
  const name = asString(at(reference, 'name'));
  if (name === undefined || depth > 4) return { namespace, name: resource.name, kind: resource.kind, resource };
  const kind = asString(at(reference, 'kind')) ?? resource.kind;
  const owner = known.get(`${kind} ${namespace}/${name}`);
  if (owner && owner !== resource) return topOwner(owner, known, depth + 1);
  return { namespace, name, kind, resource };
}

function podView(resource: Resource): PodView {
  const workload = workloadOf(resource);
  const template = asObject(at(resource.object, 'spec', 'template'));
  const { object } = resource;
  const status = asObject(object['status']);
  const pod = workload?.pod ?? asObject(template['spec']);
  const ips = [status['podIP'], ...asList(status['podIPs']).map((entry) => at(entry, 'ip'))];
  const addresses = [...new Set(ips.filter((ip) => typeof ip === 'string'))];
  return {
    resource,
    namespace: namespaceOf(resource),
    labels: workload?.labels ?? strings(at(template, 'metadata', 'labels')),
    ports: (workload?.containers ?? []).flatMap(({ spec }) => asList(spec['ports']).flatMap(containerPort)),
    addresses,
    hostNetwork: pod['hostNetwork'] === true,
    nodeName: asString(pod['nodeName']),
  };
}

function containerPort(entry: Json): ContainerPort[] {
  const port = asNumber(at(entry, 'containerPort'));
  const protocol = PROTOCOLS.find((one) => one === (at(entry, 'protocol') ?? 'TCP'));
  return port === undefined || !protocol ? [] : [{ name: asString(at(entry, 'name')), protocol, port }];
}
