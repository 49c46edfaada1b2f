import { matchesLabels } from '../../../src/kubernetes/selector.ts';
import type { Json } from '../../../src/model/json.ts';
import type { Resource } from '../../../src/model/resource.ts';
import type { Settings } from '../../../src/network/engine/settings.ts';

import { Calico } from './calico.ts';
import { Cilium } from './cilium.ts';
import { Istio } from './istio.ts';
import { Linkerd } from './linkerd.ts';
import {
  type Anything,
  holds,
  isNamed,
  isWhole,
  labels,
  list,
  type Packet,
  type Question,
  spec,
  type Spot,
} from './shared.ts';

/* Who can talk to whom by the letter of the specifications: one connection at a time, nothing indexed, nothing shared. */

export class Naive {
  private readonly resources: readonly Resource[];
  private readonly settings: Settings;
  private readonly calico: Calico;
  private readonly cilium: Cilium;
  private readonly istio: Istio;
  private readonly linkerd: Linkerd;

  constructor(resources: readonly Resource[], settings: Settings) {
    this.resources = resources;
    this.settings = settings;
    this.calico = new Calico(resources, this);
    this.cilium = new Cilium(resources, this);
    this.istio = new Istio(resources, this);
    this.linkerd = new Linkerd(resources, this);
  }

  allowed(from: Spot, to: Spot, packet: Packet): boolean {
    return (
      this.passes('egress', from, to, to, packet) &&
      this.passes('ingress', to, from, to, packet) &&
      this.istio.passes(from, to, packet) &&
      this.linkerd.passes(from, to, packet)
    );
  }

  /** One direction: `own` is the pod whose policies are asked, `receiver` the one whose port names count. */
  private passes(direction: 'ingress' | 'egress', own: Spot, other: Spot, receiver: Spot, packet: Packet): boolean {
    if (!own.pod || this.isNode(own)) return true;
    const question = { direction, own, other, receiver, packet };
    if (this.calico.isThere()) return this.calico.passes(question, this);
    const first = this.ordered('admin', question);
    if (first === 'accept' || first === 'deny') return first === 'accept';
    if (this.cilium.denies(question)) return false;
    if (this.networkAllows(question) || this.cilium.allows(question)) return true;
    if (this.isIsolated(question) || this.cilium.isolates(question)) return false;
    return this.ordered('baseline', question) !== 'deny';
  }

  isIsolated({ direction, own }: Question): boolean {
    return this.of('NetworkPolicy').some((policy) => this.isolates(policy, direction, own.pod!));
  }

  /** Whether a NetworkPolicy that selects the pod has a rule for the packet. */
  networkAllows({ direction, own, other, receiver, packet }: Question): boolean {
    const isolating = this.of('NetworkPolicy').filter((policy) => this.isolates(policy, direction, own.pod!));
    return isolating.some((policy) =>
      list(spec(policy)[direction]).some(
        (rule) =>
          this.networkPeers(rule[direction === 'ingress' ? 'from' : 'to'], policy.namespace, other) &&
          networkPorts(rule.ports, receiver, packet),
      ),
    );
  }

  /** What the ordered policies of a tier say: the action of the first rule that matches. */
  ordered(tier: 'admin' | 'baseline', { direction, own, other, receiver, packet }: Question): string | undefined {
    const policies =
      tier === 'admin'
        ? [...this.of('AdminNetworkPolicy.policy.networking.k8s.io'), ...this.cluster('Admin')]
        : [...this.of('BaselineAdminNetworkPolicy.policy.networking.k8s.io'), ...this.cluster('Baseline')];
    const byPriority = policies.sort((a, b) => (spec(a).priority ?? 0) - (spec(b).priority ?? 0));
    for (const policy of byPriority) {
      if (!this.picks(spec(policy).subject, own)) continue;
      for (const rule of list(spec(policy)[direction])) {
        const peers = list(rule[direction === 'ingress' ? 'from' : 'to']);
        if (!peers.some((peer) => this.adminPeer(peer, other))) continue;
        if (!adminPorts(rule.ports, receiver, packet) || !clusterPorts(rule.protocols, receiver, packet)) continue;
        return { Allow: 'accept', Accept: 'accept', Deny: 'deny', Pass: 'pass' }[rule.action as string];
      }
    }
    return undefined;
  }

  private of(type: string): Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  private cluster(tier: string): Resource[] {
    return this.of('ClusterNetworkPolicy.policy.networking.k8s.io').filter((policy) => spec(policy).tier === tier);
  }

  isNode({ pod }: Spot): boolean {
    return this.settings.hostNetwork === 'node' && pod !== undefined && spec(pod).hostNetwork === true;
  }

  private isolates(policy: Resource, direction: 'ingress' | 'egress', pod: Resource): boolean {
    if (policy.namespace !== pod.namespace || !matchesLabels(spec(policy).podSelector, labels(pod))) return false;
    const types = list(spec(policy).policyTypes);
    if (types.length > 0) return types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
    return direction === 'ingress' || list(spec(policy).egress).length > 0;
  }

  private networkPeers(value: Json | undefined, namespace: string, other: Spot): boolean {
    const peers = list(value);
    return peers.length === 0 || peers.some((peer) => this.networkPeer(peer, namespace, other));
  }

  private networkPeer(peer: Anything, namespace: string, other: Spot): boolean {
    if (peer.ipBlock) return this.inBlock(peer.ipBlock.cidr, list(peer.ipBlock.except), other);
    if (!other.pod || this.isNode(other)) return false;
    const there = peer.namespaceSelector
      ? matchesLabels(peer.namespaceSelector, this.namespaceLabels(other.pod.namespace))
      : other.pod.namespace === namespace;
    return there && matchesLabels(peer.podSelector ?? {}, labels(other.pod));
  }

  private inBlock(cidr: string, except: readonly string[], other: Spot): boolean {
    if (other.pod && !this.isNode(other) && !this.settings.blocksMatchPods) return false;
    if (other.addresses.length === 0) return except.length === 0 && isWhole(cidr);
    return other.addresses.some((point) => holds(cidr, point) && !except.some((hole) => holds(hole, point)));
  }

  private picks(subject: Anything, { pod }: Spot): boolean {
    if (!pod) return false;
    const namespace = this.namespaceLabels(pod.namespace);
    if (subject.namespaces) return matchesLabels(subject.namespaces, namespace);
    const { namespaceSelector = {}, podSelector = {} } = subject.pods;
    return matchesLabels(namespaceSelector, namespace) && matchesLabels(podSelector, labels(pod));
  }

  private adminPeer(peer: Anything, other: Spot): boolean {
    if (peer.networks) return list(peer.networks).some((cidr) => this.inBlock(cidr, [], other));
    if (peer.nodes) return this.isNode(other) && matchesLabels(peer.nodes, this.nodeLabels(other.pod!));
    return !this.isNode(other) && this.picks(peer, other);
  }

  nodeLabels(pod: Resource) {
    const node = this.of('Node').find(({ name }) => name === spec(pod).nodeName);
    return node ? labels(node) : {};
  }

  namespaceLabels(name: string) {
    const namespace = this.of('Namespace').find((one) => one.name === name);
    return { ...(namespace && labels(namespace)), 'kubernetes.io/metadata.name': name };
  }
}

function networkPorts(value: Json | undefined, receiver: Spot, packet: Packet): boolean {
  const ports = list(value);
  if (ports.length === 0) return true;
  return ports.some(({ protocol = 'TCP', port, endPort }) => {
    if (typeof port === 'string') return isNamed(receiver, port, protocol, packet);
    if (protocol !== packet.protocol) return false;
    return port === undefined || (packet.port >= port && packet.port <= (endPort ?? port));
  });
}

function adminPorts(value: Json | undefined, receiver: Spot, packet: Packet): boolean {
  const ports = list(value);
  if (ports.length === 0) return true;
  return ports.some(({ portNumber, portRange, namedPort }) => {
    if (namedPort) return isNamed(receiver, namedPort, undefined, packet);
    const { protocol, port, start = port, end = port } = portNumber ?? portRange;
    return protocol === packet.protocol && packet.port >= start && packet.port <= end;
  });
}

function clusterPorts(value: Json | undefined, receiver: Spot, packet: Packet): boolean {
  const protocols = list(value);
  if (protocols.length === 0) return true;
  return protocols.some((one) => {
    if (one.destinationNamedPort) return isNamed(receiver, one.destinationNamedPort, undefined, packet);
    const [[name, { destinationPort } = {} as Anything]] = Object.entries<Anything>(one) as [[string, Anything]];
    if (name.toUpperCase() !== packet.protocol) return false;
    if (!destinationPort) return true;
    const { number, range } = destinationPort;
    return range ? packet.port >= range.start && packet.port <= range.end : packet.port === number;
  });
}
