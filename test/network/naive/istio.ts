import { matchesLabels } from '../../../src/kubernetes/selector.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { type Anything, type Around, holds, isWhole, labels, list, type Packet, spec, type Spot } from './shared.ts';

/* Istio's policies by the letter of istio.io: "Authorization Policy", "PeerAuthentication", "Use Layer 4 security policy". */

export class Istio {
  private readonly resources: readonly Resource[];
  private readonly around: Around;

  constructor(resources: readonly Resource[], around: Around) {
    this.resources = resources;
    this.around = around;
  }

  /** Whether the proxy of the receiver lets a packet in. */
  passes(from: Spot, to: Spot, packet: Packet): boolean {
    if (packet.protocol !== 'TCP' || !to.pod || this.around.isNode(to)) return true;
    const mode = this.mode(to.pod);
    if (!mode) return true;
    if (this.mtls(to.pod, packet.port) === 'STRICT' && !this.isMeshed(from)) return false;
    const policies = this.policies(to.pod);
    const rules = (action: string) =>
      policies
        .filter((policy) => (spec(policy).action ?? 'ALLOW') === action)
        .flatMap((policy) => list(spec(policy).rules));
    // A sidecar is asked of requests, which may be right or not; a ztunnel fails safe where it can't see them.
    const denied = rules('DENY').some((rule) => this.matches(mode === 'sidecar' ? certain(rule) : rule, from, packet));
    if (denied) return false;
    if (!policies.some((policy) => (spec(policy).action ?? 'ALLOW') === 'ALLOW')) return true;
    return rules('ALLOW').some((rule) => this.matches(mode === 'ambient' ? certain(rule) : rule, from, packet));
  }

  private mode(pod: Resource): 'sidecar' | 'ambient' | undefined {
    if (spec(pod).hostNetwork) return undefined;
    const namespace = this.around.namespaceLabels(pod.namespace);
    const own = labels(pod)['sidecar.istio.io/inject'];
    const disabled = own === 'false' || namespace['istio-injection'] === 'disabled';
    if (!disabled && (own === 'true' || namespace['istio-injection'] === 'enabled')) return 'sidecar';
    const mode = labels(pod)['istio.io/dataplane-mode'] ?? namespace['istio.io/dataplane-mode'];
    return mode === 'ambient' ? 'ambient' : undefined;
  }

  private isMeshed({ pod }: Spot): boolean {
    return pod !== undefined && this.mode(pod) !== undefined;
  }

  /** The mode of a port: of the oldest policy of the workload, else of the namespace, else of the mesh. */
  private mtls(pod: Resource, port: number): string {
    const all = this.resources
      .filter(({ kind }) => kind === 'PeerAuthentication')
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const isWide = (one: Resource) => Object.keys(spec(one).selector?.matchLabels ?? {}).length === 0;
    const workload = all.find(
      (one) =>
        !isWide(one) &&
        one.namespace === pod.namespace &&
        one.namespace !== 'istio-system' &&
        matchesLabels({ matchLabels: spec(one).selector.matchLabels }, labels(pod)),
    );
    const wide = (namespace: string) => all.find((one) => isWide(one) && one.namespace === namespace);
    const modes = [
      workload && spec(workload).portLevelMtls?.[String(port)]?.mode,
      ...[workload, wide(pod.namespace), wide('istio-system')].map((one) => one && spec(one).mtls?.mode),
    ];
    return modes.find((mode) => mode !== undefined && mode !== 'UNSET') ?? 'PERMISSIVE';
  }

  private policies(pod: Resource): Resource[] {
    return this.resources.filter(
      (one) =>
        one.type === 'AuthorizationPolicy.security.istio.io' &&
        (one.namespace === pod.namespace || one.namespace === 'istio-system') &&
        matchesLabels({ matchLabels: spec(one).selector?.matchLabels ?? {} }, labels(pod)),
    );
  }

  private matches(rule: Anything, source: Spot, { port }: Packet): boolean {
    if (!rule) return false;
    const { from = [], to = [], when = [] } = rule;
    const some = (entries: Anything, test: (entry: Anything) => boolean) => entries.length === 0 || entries.some(test);
    return (
      some(from, (entry) => this.source(entry.source ?? {}, source)) &&
      some(to, ({ operation = {} }) => operationMatches(operation, port)) &&
      list(when).every((condition) => this.condition(condition, source, port))
    );
  }

  private source(source: Anything, spot: Spot): boolean {
    const identity = this.isMeshed(spot) ? spot.pod : undefined;
    const principal =
      identity && `cluster.local/ns/${identity.namespace}/sa/${spec(identity).serviceAccountName ?? 'default'}`;
    const field = (name: string, test: (value: string) => boolean) => {
      const not = `not${name[0]!.toUpperCase()}${name.slice(1)}`;
      return (!source[name]?.length || source[name].some(test)) && !source[not]?.some(test);
    };
    return (
      field('principals', (value) => fits(value, principal)) &&
      field('namespaces', (value) => fits(value, identity?.namespace)) &&
      field('ipBlocks', (value) => inBlock(value, spot))
    );
  }

  private condition({ key, values = [], notValues = [] }: Anything, spot: Spot, port: number): boolean {
    const names: Record<string, string> = {
      'source.principal': 'principals',
      'source.namespace': 'namespaces',
      'source.ip': 'ipBlocks',
    };
    const name = names[key];
    if (key === 'destination.port') return operationMatches({ ports: values, notPorts: notValues }, port);
    if (!name) return true;
    const not = `not${name[0]!.toUpperCase()}${name.slice(1)}`;
    return this.source({ [name]: values, [not]: notValues }, spot);
  }
}

/** What of a rule asks nothing of requests; undefined where all of it does. */
function certain({ from = [], to = [], when = [] }: Anything): Anything {
  const plain = to.filter(({ operation = {} }: Anything) => !operation.methods);
  const asks = when.some(({ key }: Anything) => key.startsWith('request.'));
  return asks || (to.length > 0 && plain.length === 0) ? undefined : { from, to: plain, when };
}

function operationMatches({ ports = [], notPorts = [] }: Anything, port: number): boolean {
  return (ports.length === 0 || ports.includes(String(port))) && !notPorts.includes(String(port));
}

function fits(wanted: string, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (wanted === '*') return true;
  if (wanted.endsWith('*')) return value.startsWith(wanted.slice(0, -1));
  return wanted.startsWith('*') ? value.endsWith(wanted.slice(1)) : value === wanted;
}

function inBlock(cidr: string, { addresses }: Spot): boolean {
  return addresses.length === 0 ? isWhole(cidr) : addresses.some((point) => holds(cidr, point));
}
