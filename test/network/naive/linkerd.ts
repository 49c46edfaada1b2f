import { matchesLabels } from '../../../src/kubernetes/selector.ts';
import type { Resource } from '../../../src/model/resource.ts';
import {
  type Anything,
  type Around,
  holds,
  isNamed,
  isWhole,
  labels,
  list,
  type Packet,
  spec,
  type Spot,
} from './shared.ts';

/* Linkerd's policies by the letter of linkerd.io, "Authorization Policy". */

const CLUSTER = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fd00::/8'];

export class Linkerd {
  private readonly resources: readonly Resource[];
  private readonly around: Around;

  constructor(resources: readonly Resource[], around: Around) {
    this.resources = resources;
    this.around = around;
  }

  /** Whether the proxy of the receiver lets a packet in. */
  passes(from: Spot, to: Spot, packet: Packet): boolean {
    if (packet.protocol !== 'TCP' || !to.pod || this.around.isNode(to) || !this.isMeshed(to.pod)) return true;
    const servers = this.of('Server').filter((server) => this.speaksOf(server, to, packet));
    if (servers.length === 0) return this.default(this.inbound(to.pod), from);
    // Servers never overlap: where they do, each lets in its own.
    if (servers.some((server) => this.authorizes(server, from))) return true;
    return servers.some((server) => this.default(spec(server).accessPolicy ?? 'deny', from));
  }

  private of(kind: string): Resource[] {
    return this.resources.filter(({ type }) => type === `${kind}.policy.linkerd.io`);
  }

  private isMeshed(pod: Resource): boolean {
    return !spec(pod).hostNetwork && this.annotation(pod, 'linkerd.io/inject') === 'enabled';
  }

  private inbound(pod: Resource): string {
    return this.annotation(pod, 'config.linkerd.io/default-inbound-policy') ?? 'all-unauthenticated';
  }

  private annotation(pod: Resource, key: string): string | undefined {
    const namespace = this.resources.find((one) => one.type === 'Namespace' && one.name === pod.namespace);
    const of = (one: Resource | undefined) => (one?.object['metadata'] as Anything)?.annotations?.[key];
    return of(pod) ?? of(namespace);
  }

  private speaksOf(server: Resource, to: Spot, packet: Packet): boolean {
    const { podSelector, port } = spec(server);
    if (server.namespace !== to.pod!.namespace || !matchesLabels(podSelector ?? {}, labels(to.pod!))) return false;
    return typeof port === 'number' ? port === packet.port : isNamed(to, port, 'TCP', packet);
  }

  private default(policy: string, from: Spot): boolean {
    if (policy === 'deny') return false;
    if (policy === 'all-authenticated' || policy === 'cluster-authenticated') return this.identity(from) !== undefined;
    if (policy !== 'cluster-unauthenticated') return true;
    return from.pod !== undefined || CLUSTER.some((cidr) => holds(cidr, from.addresses[0]!));
  }

  private identity({ pod }: Spot): string | undefined {
    if (!pod || !this.isMeshed(pod)) return undefined;
    const account = spec(pod).serviceAccountName ?? 'default';
    return `${account}.${pod.namespace}.serviceaccount.identity.linkerd.cluster.local`;
  }

  private authorizes(server: Resource, from: Spot): boolean {
    return (
      this.of('AuthorizationPolicy').some((policy) => this.policy(policy, server, from)) ||
      this.of('ServerAuthorization').some((one) => this.authorization(one, server, from))
    );
  }

  private policy(policy: Resource, server: Resource, from: Spot): boolean {
    const { targetRef, requiredAuthenticationRefs } = spec(policy);
    const { kind, name, namespace = policy.namespace } = targetRef;
    const meant =
      kind === 'Namespace' ? name === server.namespace : name === server.name && namespace === server.namespace;
    return meant && list(requiredAuthenticationRefs).every((ref) => this.reference(ref, policy, from));
  }

  private reference({ kind, name, namespace }: Anything, policy: Resource, from: Spot): boolean {
    const where = namespace ?? policy.namespace;
    if (kind === 'ServiceAccount') return this.isAccount({ name, namespace: where }, from);
    const object = this.of(kind).find((one) => one.name === name && one.namespace === where);
    if (!object) return false;
    const { networks, identities, identityRefs } = spec(object);
    if (kind === 'NetworkAuthentication') return list(networks).some((network) => inNetwork(network, from));
    return (
      list(identities).some((wanted) => fits(wanted, this.identity(from))) ||
      list(identityRefs).some((ref) =>
        ref.kind === 'Namespace'
          ? this.identity(from) !== undefined && from.pod!.namespace === ref.name
          : this.isAccount({ namespace: object.namespace, ...ref }, from),
      )
    );
  }

  private isAccount({ name, namespace }: Anything, from: Spot): boolean {
    const identity = this.identity(from);
    return identity !== undefined && identity.startsWith(`${name}.${namespace}.`);
  }

  private authorization(one: Resource, server: Resource, from: Spot): boolean {
    const { server: meant, client } = spec(one);
    const mine = meant.name === server.name || (meant.selector && matchesLabels(meant.selector, labels(server)));
    if (one.namespace !== server.namespace || !mine) return false;
    if (client.networks?.length && !list(client.networks).some((network) => inNetwork(network, from))) return false;
    if (client.unauthenticated || client.meshTLS?.unauthenticatedTLS) return true;
    const { identities, serviceAccounts } = client.meshTLS ?? {};
    return (
      list(identities).some((wanted) => fits(wanted, this.identity(from))) ||
      list(serviceAccounts).some((account) => this.isAccount({ namespace: one.namespace, ...account }, from))
    );
  }
}

function fits(wanted: string, value: string | undefined): boolean {
  if (value === undefined) return false;
  return wanted.startsWith('*') ? value.endsWith(wanted.slice(1)) : wanted === value;
}

function inNetwork({ cidr, except = [] }: Anything, { addresses }: Spot): boolean {
  if (addresses.length === 0) return except.length === 0 && isWhole(cidr);
  return addresses.some((point) => holds(cidr, point) && !except.some((hole: string) => holds(hole, point)));
}
