import { namespaceOf } from '../../kubernetes/namespaces.ts';
import { matchesLabels } from '../../kubernetes/selector.ts';
import { strings, workloadOf } from '../../kubernetes/workload.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asObject, asString, at, entryOf, show } from '../../std/value.ts';
import { NAMESPACE_NAME } from './picks.ts';
import type { Note, Policy, Problem } from './policy.ts';
import { readNetworkPolicy } from './read-network-policy.ts';
import { createPhrases } from './read-once.ts';
import { reporter } from './read-policies.ts';
import { attachments } from './routes.ts';
import { type Node, nodesOf } from './workloads.ts';

/** One network of the cluster: who is on it, and which policies filter it. */
export interface Layer {
  readonly name: string | undefined;
  readonly external: boolean;
  readonly nodes: readonly Node[];
  readonly policies: readonly Policy[];
}

export interface Layers {
  readonly layers: readonly Layer[];
  readonly problems: readonly Problem[];
  /** What is left out where networks are not told apart. */
  readonly notes: readonly Note[];
}

const UDN = 'UserDefinedNetwork.k8s.ovn.org';
const CUDN = 'ClusterUserDefinedNetwork.k8s.ovn.org';
const NAD = 'NetworkAttachmentDefinition.k8s.cni.cncf.io';
const MULTI = 'MultiNetworkPolicy.k8s.cni.cncf.io';
/** A namespace must carry it to have a primary network of its own (OVN-Kubernetes, "User defined networks"). */
const PRIMARY_LABEL = 'k8s.ovn.org/primary-user-defined-network';
const NETWORKS = 'k8s.v1.cni.cncf.io/networks';
const POLICY_FOR = 'k8s.v1.cni.cncf.io/policy-for';

/** The networks of the cluster; with `apart` also those that users define or attach, each on its own. */
export function layersOf(resources: readonly Resource[], policies: readonly Policy[], apart: boolean): Layers {
  const nodes = nodesOf(resources);
  if (!apart) {
    return { layers: [{ name: undefined, external: true, nodes, policies }], problems: [], notes: joined(resources) };
  }
  const problems: Problem[] = [];
  const namespaces = namespaceLabels(resources, nodes);
  const defined = definedNetworks(resources, namespaces, problems);
  const primary = defined.filter(({ role }) => role === 'Primary');
  const taken = new Map(primary.flatMap(({ name, members }) => members.map((namespace) => [namespace, name] as const)));
  const multi = readMulti(resources, problems);
  const layers: Layer[] = [
    { name: undefined, external: true, nodes: nodes.filter(({ namespace }) => !taken.has(namespace)), policies },
    ...primary.map(({ kind, name, members }) => ({
      name: `primary ${kind} ${name}`,
      external: true,
      nodes: nodes.filter(({ namespace }) => members.includes(namespace)).map((node) => marked(node, kind)),
      policies,
    })),
    ...secondaries(resources, defined, nodes, multi),
  ];
  return { layers, problems, notes: [] };
}

/** Where all pods are taken to share one network, what user-defined and attached ones would change. */
function joined(resources: readonly Resource[]): Note[] {
  return resources.flatMap((resource): Note[] => {
    const { type, kind, name } = resource;
    const isDefined = (type === UDN || type === CUDN) && isPrimary(resource);
    if (!isDefined && type !== MULTI) return [];
    const what = isDefined ? 'keeps its namespaces apart from others' : 'filters attached networks';
    return [{ resource, path: ['kind'], message: `${kind} ${name} ${what}, which is told with --networks alone` }];
  });
}

function isPrimary({ type, object }: Resource): boolean {
  const spec = asObject(type === UDN ? object['spec'] : at(object, 'spec', 'network'));
  return ['layer2', 'layer3', 'localnet'].some((key) => at(spec, key, 'role') === 'Primary');
}

/** A workload on a namespace's own network says so in its name. */
function marked(node: Node, kind: Defined['kind']): Node {
  if (kind !== 'UDN') return node;
  return { ...node, label: `${node.namespace}[udn]/${node.name}[${node.kind}]` };
}

interface Defined {
  readonly kind: 'UDN' | 'CUDN';
  /** A namespace's own network goes by the name of the namespace. */
  readonly name: string;
  readonly role: 'Primary' | 'Secondary';
  /** Its namespaces. */
  readonly members: readonly string[];
  readonly resource: Resource;
}

type Namespaces = ReadonlyMap<string, Readonly<Record<string, string>>>;

function namespaceLabels(resources: readonly Resource[], nodes: readonly Node[]): Namespaces {
  const labels = new Map(nodes.map(({ namespace }) => [namespace, { [NAMESPACE_NAME]: namespace }]));
  for (const { type, name, object } of resources) {
    if (type === 'Namespace')
      labels.set(name, { ...strings(at(object, 'metadata', 'labels')), [NAMESPACE_NAME]: name });
  }
  return labels;
}

function definedNetworks(resources: readonly Resource[], namespaces: Namespaces, problems: Problem[]): Defined[] {
  const own = resources.filter(({ type }) => type === UDN || type === CUDN);
  const primaries = new Map<string, Resource>();
  return own.flatMap((resource): Defined[] => {
    const report = (message: string) => problems.push({ resource, path: ['spec'], message });
    const namespaced = resource.type === UDN;
    const spec = asObject(namespaced ? resource.object['spec'] : at(resource.object, 'spec', 'network'));
    if (namespaced && spec['topology'] === 'Localnet') report('the topology Localnet stands in a namespaced network');
    const role = roleOf(spec, report);
    const asked = at(resource.object, 'spec', 'namespaceSelector');
    const members = namespaced
      ? [namespaceOf(resource)]
      : [...namespaces].filter(([, labels]) => matchesLabels(asked, labels)).map(([name]) => name);
    if (!namespaced && asked === undefined) report('namespaceSelector is missing');
    if (namespaced) refuseNamespace(namespaceOf(resource), report);
    const labelled = members.filter((name) => role === 'Secondary' || PRIMARY_LABEL in (namespaces.get(name) ?? {}));
    for (const name of role === 'Primary' ? labelled : []) {
      if (primaries.has(name)) report(`the namespace ${name} has more than one primary network`);
      primaries.set(name, resource);
    }
    const name = namespaced ? namespaceOf(resource) : resource.name;
    return [{ kind: namespaced ? 'UDN' : 'CUDN', name, role, members: labelled, resource }];
  });
}

/** The topology names the one field that holds its settings (OVN-Kubernetes API, `NetworkSpec`). */
function roleOf(spec: JsonObject, report: (message: string) => void): Defined['role'] {
  const topology = asString(spec['topology']) ?? '';
  const key = entryOf({ Layer2: 'layer2', Layer3: 'layer3', Localnet: 'localnet' }, topology);
  if (!key) report(`there is no topology ${show(spec['topology'])}`);
  const settings = asObject(key ? spec[key] : undefined);
  if (key && !spec[key]) report(`the topology ${topology} stands without ${key}`);
  const others = ['layer2', 'layer3', 'localnet'].filter((one) => one !== key && spec[one]);
  if (key && others.length > 0) report(`the topology ${topology} stands with ${others.join()}`);
  const { role } = settings;
  if (role !== 'Primary' && role !== 'Secondary') report(`there is no role ${show(role)}`);
  return role === 'Primary' ? 'Primary' : 'Secondary';
}

function refuseNamespace(namespace: string, report: (message: string) => void): void {
  if (namespace === 'default' || namespace.startsWith('kube-') || namespace.startsWith('openshift-')) {
    report(`a network can't be defined in the namespace ${namespace}`);
  }
}

interface MultiPolicy {
  readonly policy: Policy;
  /** `namespace/name` of the attachments that it filters. */
  readonly networks: readonly string[];
}

function readMulti(resources: readonly Resource[], problems: Problem[]): MultiPolicy[] {
  const phrases = createPhrases();
  return resources
    .filter(({ type }) => type === MULTI)
    .map((resource) => {
      const policy = readNetworkPolicy(resource, reporter(resource, problems), phrases);
      const text = asString(at(resource.object, 'metadata', 'annotations', POLICY_FOR)) ?? '';
      return { policy, networks: attachments(text, namespaceOf(resource)) };
    });
}

/** Attached networks: those of NetworkAttachmentDefinitions, and secondary ones that users define. */
function secondaries(
  resources: readonly Resource[],
  defined: readonly Defined[],
  nodes: readonly Node[],
  multi: readonly MultiPolicy[],
): Layer[] {
  const attached = new Map<Node, ReadonlySet<string>>(nodes.map((node) => [node, attachedTo(node)]));
  const layer = (name: string, keys: readonly string[]): Layer => ({
    name,
    external: false,
    nodes: nodes.filter((node) => keys.some((key) => attached.get(node)!.has(key))),
    policies: multi.filter(({ networks }) => networks.some((one) => keys.includes(one))).map(({ policy }) => policy),
  });
  const own = defined
    .filter(({ role }) => role === 'Secondary')
    .map(({ kind, members, resource }) =>
      layer(
        `secondary ${kind} ${resource.name}`,
        members.map((namespace) => `${namespace}/${resource.name}`),
      ),
    );
  const definitions = resources.filter(({ type }) => type === NAD);
  // Definitions of one name in several namespaces attach to one network.
  const others = [...Map.groupBy(definitions, ({ name }) => name)].map(([name, list]) =>
    layer(
      `secondary NAD ${name}`,
      list.map((one) => `${namespaceOf(one)}/${name}`),
    ),
  );
  return [...own, ...others].filter((one) => one.nodes.length > 0);
}

function attachedTo({ namespace, pods }: Node): ReadonlySet<string> {
  const texts = pods.map(({ resource }) => workloadOf(resource)?.annotations[NETWORKS] ?? machineNetworks(resource));
  return new Set(texts.flatMap((text) => attachments(text, namespace)));
}

/** A virtual machine names its attached networks in its own spec (KubeVirt, "Interfaces and Networks"). */
function machineNetworks({ object }: Resource): string {
  const template = asObject(at(object, 'spec', 'template'));
  const text = asString(at(template, 'metadata', 'annotations', NETWORKS)) ?? '';
  const networks = at(template, 'spec', 'networks') ?? at(object, 'spec', 'networks');
  const names = (Array.isArray(networks) ? networks : []).map((one) => asString(at(one, 'multus', 'networkName')));
  return [text, ...names.filter((name) => name !== undefined)].filter((part) => part !== '').join(', ');
}
