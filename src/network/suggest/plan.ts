import type { AddressRange } from '../engine/address.ts';
import { addressText } from '../engine/address.ts';
import type { Node } from '../engine/workloads.ts';
import type { Need, Peer } from './need.ts';
import type { SuggestedPeer, SuggestedPolicy, SuggestedRule } from './policy.ts';
import { rulesFor, type RuleWorld } from './rules.ts';
import { type Subject, subjectsOf } from './subjects.ts';

export interface PlanInput {
  readonly nodes: readonly Node[];
  readonly needs: readonly Need[];
  /** Namespaces that get policies. */
  readonly namespaces: ReadonlySet<string>;
  /** Addresses of the cluster's nodes. */
  readonly hosts: readonly AddressRange[];
  /** Names of policies that are there, as `namespace/name`, and namespaces that are denied by default already. */
  readonly taken: ReadonlySet<string>;
  readonly denied: ReadonlySet<string>;
}

export interface Plan {
  readonly policies: readonly SuggestedPolicy[];
  /** Workloads that share a policy with others because no label tells their pods apart. */
  readonly shared: readonly (readonly string[])[];
  readonly dns: DnsServer;
}

/** Who answers names for the cluster: CoreDNS under the label that kubeadm and the clouds give it, or OpenShift's. */
export interface DnsServer {
  readonly peer: SuggestedPeer;
  readonly port: number;
  /** Its position among the nodes, where it is known. */
  readonly node: number | undefined;
}

const KUBE_DNS = { namespace: 'kube-system', key: 'k8s-app', value: 'kube-dns', port: 53 };
const DNS_SERVERS = [
  KUBE_DNS,
  { namespace: 'openshift-dns', key: 'dns.operator.openshift.io/daemonset-dns', value: 'default', port: 5353 },
];

export function dnsServer(nodes: readonly Node[]): DnsServer {
  for (const known of DNS_SERVERS) {
    const node = nodes.findIndex(
      ({ namespace, pods }) =>
        namespace === known.namespace && pods.some(({ labels }) => labels[known.key] === known.value),
    );
    if (node >= 0) return { ...serverOf(known), node };
  }
  return { ...serverOf(KUBE_DNS), node: undefined };
}

function serverOf({ namespace, key, value, port }: typeof KUBE_DNS) {
  return {
    peer: { kind: 'pods' as const, namespace, selector: [{ key, operator: 'In' as const, values: [value] }] },
    port,
  };
}

/** Default deny, names, and for each workload the least that its needs ask for; few policies, in the order of reading. */
export function planPolicies(input: PlanInput): Plan {
  const { nodes, namespaces } = input;
  const subjects = subjectsOf(nodes);
  const ofNode = new Map(subjects.flatMap((subject) => subject.members.map((member) => [member, subject] as const)));
  const dns = dnsServer(nodes);
  const policies = [...namespaces].sort().flatMap((namespace) => {
    const own = subjects.filter((subject) => subject.namespace === namespace);
    return own.length === 0 ? [] : namespacePolicies(namespace, own, { input, ofNode, dns });
  });
  const shared = subjects
    .filter(({ namespace, members }) => namespaces.has(namespace) && members.length > 1)
    .map(({ members }) => members.map((i) => nodes[i]!.label));
  return { policies, shared, dns };
}

interface World {
  readonly input: PlanInput;
  readonly ofNode: ReadonlyMap<number, Subject>;
  readonly dns: DnsServer;
}

function namespacePolicies(namespace: string, subjects: readonly Subject[], world: World): SuggestedPolicy[] {
  const { input, dns } = world;
  const names = new Set([...input.taken].filter((one) => one.startsWith(`${namespace}/`)));
  const free = (wanted: string): string => {
    let name = wanted;
    for (let i = 2; names.has(`${namespace}/${name}`); i++) name = `${wanted}-${i}`;
    names.add(`${namespace}/${name}`);
    return name;
  };
  const base = { namespace, selector: [], ingress: [], egress: [] };
  const deny: SuggestedPolicy[] = input.denied.has(namespace)
    ? []
    : [
        {
          ...base,
          name: free('default-deny'),
          comment: `Nobody in ${namespace} may talk to anybody, but for what other policies allow.`,
          types: ['Ingress', 'Egress'],
        },
      ];
  const naming: SuggestedPolicy = {
    ...base,
    name: free('allow-dns'),
    comment: `Every pod of ${namespace} may ask for names.`,
    types: ['Egress'],
    egress: [dnsRule(namespace, dns)],
  };
  const own = subjects.flatMap((subject) => subjectPolicy(subject, world));
  return [...deny, naming, ...alike(own).map((policy) => ({ ...policy, name: free(policy.name) }))];
}

function dnsRule(namespace: string, { peer, port }: DnsServer): SuggestedRule {
  const local = peer.kind === 'pods' && peer.namespace === namespace ? { ...peer, namespace: undefined } : peer;
  const ports = (['TCP', 'UDP'] as const).map((protocol) => ({ protocol, port }));
  return { comments: ['to the DNS of the cluster'], peers: [local], ports };
}

function subjectPolicy(subject: Subject, { input, ofNode, dns }: World): SuggestedPolicy[] {
  const { nodes, needs, hosts } = input;
  const { namespace, members, selector } = subject;
  const text = (peer: Peer): string => peerText(peer, nodes);
  const world: RuleWorld = { namespace, hosts, text, subjectOf: (node) => ofNode.get(node)! };
  const isOwn = (peer: Peer) => peer.kind === 'workload' && members.includes(peer.node);
  const isDns = ({ to, port }: Need) => to.kind === 'workload' && to.node === dns.node && port === dns.port;
  const into = needs.filter(({ to }) => isOwn(to)).map((need) => [need.from, need] as const);
  const out = needs.filter((need) => isOwn(need.from) && !isDns(need)).map((need) => [need.to, need] as const);
  const ingress = rulesFor(into, 'from', world);
  const egress = rulesFor(out, 'to', world);
  const types = [
    ...(ingress.length > 0 ? (['Ingress'] as const) : []),
    ...(egress.length > 0 ? (['Egress'] as const) : []),
  ];
  if (types.length === 0) return [];
  const names = members.map((i) => nodes[i]!.name);
  return [
    {
      name: nameFor(names),
      namespace,
      comment: `What ${listText(names)} ${names.length > 1 ? 'need' : 'needs'}.`,
      selector,
      types,
      ingress,
      egress,
    },
  ];
}

/** Policies of one label that differ in its value alone become one. */
function alike(policies: readonly SuggestedPolicy[]): SuggestedPolicy[] {
  const bare = (rules: readonly SuggestedRule[]) => rules.map(({ peers, ports }) => ({ peers, ports }));
  const groups = Map.groupBy(policies, ({ name, selector, ingress, egress }) =>
    selector.length === 1 && selector[0]!.operator === 'In'
      ? JSON.stringify([selector[0]!.key, bare(ingress), bare(egress)])
      : name,
  );
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (group.length === 1) return first!;
    const names = group.map(({ name }) => name.slice('allow-'.length));
    const values = [...new Set(group.flatMap(({ selector }) => selector[0]!.values))].sort();
    const [requirement] = first!.selector;
    return {
      ...first!,
      name: nameFor(names),
      comment: `What ${listText(names)} need.`,
      selector: [{ ...requirement!, values }],
    };
  });
}

function nameFor(names: readonly string[]): string {
  const [first = '', second] = names;
  if (second === undefined) return `allow-${first}`;
  const name = names.length === 2 ? `allow-${first}-and-${second}` : `allow-${first}-and-${names.length - 1}-more`;
  return name.length <= 63 ? name : `allow-${first}-and-more`;
}

function listText(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

export function peerText(peer: Peer, nodes: readonly Node[]): string {
  if (peer.kind === 'workload') return `${nodes[peer.node]!.namespace}/${nodes[peer.node]!.name}`;
  if (peer.kind === 'hosts') return 'the nodes';
  if (peer.kind === 'internet') return 'the internet';
  const { from, to } = peer.range;
  return from === to ? addressText(from) : `${addressText(from)}-${addressText(to)}`;
}
