import type { Resource } from '../../../src/model/resource.ts';
import { type Anything, type Around, holds, isNamed, labels, list, type Question, spec, type Spot } from './shared.ts';

/* Cilium's policies by the letter of docs.cilium.io: "Policy Enforcement Modes", "Layer 3", "Layer 4", "Deny Policies". */

interface Rule {
  readonly policy: Resource;
  readonly spec: Anything;
}

export class Cilium {
  private readonly rules: readonly Rule[];
  private readonly resources: readonly Resource[];
  private readonly around: Around;

  constructor(resources: readonly Resource[], around: Around) {
    this.resources = resources;
    this.around = around;
    const policies = resources.filter(({ type }) => type.endsWith('NetworkPolicy.cilium.io'));
    this.rules = policies.flatMap((policy) =>
      [policy.object['spec'], ...list(policy.object['specs'])].filter(Boolean).map((one) => ({ policy, spec: one })),
    );
  }

  isolates(question: Question): boolean {
    const { direction } = question;
    return this.selecting(question).some(({ spec: rule }) => {
      const said = rule.enableDefaultDeny?.[direction];
      return said ?? (list(rule[direction]).length > 0 || list(rule[`${direction}Deny`]).length > 0);
    });
  }

  denies(question: Question): boolean {
    return this.matches(question, `${question.direction}Deny`);
  }

  allows(question: Question): boolean {
    return this.matches(question, question.direction);
  }

  private matches(question: Question, section: string): boolean {
    return this.selecting(question).some(({ policy, spec: rule }) =>
      list(rule[section]).some((one) => this.peer(one, policy, question) && port(one, question)),
    );
  }

  private selecting({ own }: Question): Rule[] {
    return this.rules.filter(({ policy, spec: rule }) => {
      if (policy.kind === 'CiliumNetworkPolicy' && policy.namespace !== own.pod!.namespace) return false;
      return selects(rule.endpointSelector, this.identity(own.pod!));
    });
  }

  /** Every label of a pod's identity. */
  private identity(pod: Resource): Record<string, string> {
    const namespace = Object.entries(this.around.namespaceLabels(pod.namespace));
    return {
      ...labels(pod),
      'io.kubernetes.pod.namespace': pod.namespace,
      'io.cilium.k8s.policy.serviceaccount': spec(pod).serviceAccountName ?? 'default',
      ...Object.fromEntries(namespace.map(([key, value]) => [`io.cilium.k8s.namespace.labels.${key}`, value])),
    };
  }

  private peer(rule: Anything, policy: Resource, { direction, other }: Question): boolean {
    const side = direction === 'ingress' ? 'from' : 'to';
    const members = ['Endpoints', 'Entities', 'CIDR', 'CIDRSet', 'Nodes', 'Services'].map((name) => `${side}${name}`);
    if (members.every((name) => rule[name] === undefined)) return list(rule.toPorts).length > 0;
    return (
      list(rule[`${side}Endpoints`]).some((selector) => this.endpoint(selector, policy, other)) ||
      list(rule[`${side}Entities`]).some((name) => this.entity(name, other)) ||
      list(rule[`${side}CIDR`]).some((cidr) => inBlock({ cidr }, other)) ||
      list(rule[`${side}CIDRSet`]).some((block) => inBlock(block, other)) ||
      list(rule[`${side}Nodes`]).some(
        (selector) => this.isNode(other) && selects(selector, this.around.nodeLabels(other.pod!)),
      ) ||
      list(rule[`${side}Services`]).some((service) => this.behind(service, policy, other))
    );
  }

  private endpoint(selector: Anything, policy: Resource, other: Spot): boolean {
    const reserved = Object.keys(selector.matchLabels ?? {}).find((key) => key.startsWith('reserved:'));
    if (reserved) return this.entity(reserved.slice('reserved:'.length), other);
    if (!other.pod || this.isNode(other)) return false;
    const text = JSON.stringify(selector);
    const says = text.includes('io.kubernetes.pod.namespace');
    if (policy.kind === 'CiliumNetworkPolicy' && !says && other.pod.namespace !== policy.namespace) return false;
    return selects(selector, this.identity(other.pod));
  }

  private entity(name: string, other: Spot): boolean {
    switch (name) {
      case 'all':
        return true;
      case 'world':
        return !other.pod;
      case 'world-ipv4':
        return !other.pod && holds('0.0.0.0/0', other.addresses[0]!);
      case 'world-ipv6':
        return !other.pod && holds('::/0', other.addresses[0]!);
      case 'cluster':
        return other.pod !== undefined;
      case 'host':
      case 'remote-node':
        return this.isNode(other);
      default:
        return false;
    }
  }

  private behind({ k8sService, k8sServiceSelector }: Anything, policy: Resource, other: Spot): boolean {
    if (!other.pod || this.isNode(other)) return false;
    const own = policy.kind === 'CiliumNetworkPolicy' ? policy.namespace : undefined;
    const namespace = k8sService?.namespace ?? k8sServiceSelector?.namespace ?? own;
    return this.resources.some(
      (service) =>
        service.type === 'Service' &&
        (namespace === undefined || service.namespace === namespace) &&
        (k8sService
          ? service.name === k8sService.serviceName
          : selects(k8sServiceSelector.selector, labels(service))) &&
        other.pod!.namespace === service.namespace &&
        Object.entries(spec(service).selector).every(([key, value]) => labels(other.pod!)[key] === value),
    );
  }

  private isNode(spot: Spot): boolean {
    return this.around.isNode(spot);
  }
}

function selects({ matchLabels = {}, matchExpressions = [] }: Anything, all: Record<string, string>): boolean {
  const bare = (key: string) => key.replace(/^(?:k8s|any):/, '');
  const equal = Object.entries(matchLabels).every(([key, value]) => all[bare(key)] === value);
  return (
    equal &&
    list(matchExpressions).every(({ key, operator, values }) => {
      const value = all[bare(key)];
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}

function inBlock({ cidr, except = [] }: Anything, { pod, addresses }: Spot): boolean {
  return !pod && holds(cidr, addresses[0]!) && !list(except).some((hole) => holds(hole, addresses[0]!));
}

function port({ toPorts }: Anything, { receiver, packet }: Question): boolean {
  const rules = list(toPorts);
  if (rules.length === 0) return true;
  return rules.some(
    ({ ports }) =>
      list(ports).length === 0 ||
      list(ports).some((one) => {
        const { port: text, endPort, protocol = 'ANY' } = one;
        if (protocol !== 'ANY' && protocol !== packet.protocol) return false;
        if (text === '0') return true;
        if (!/^\d+$/.test(text)) return isNamed(receiver, text, undefined, packet);
        return packet.port >= Number(text) && packet.port <= (endPort ?? Number(text));
      }),
  );
}
