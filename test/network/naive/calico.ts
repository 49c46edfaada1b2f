import type { Resource } from '../../../src/model/resource.ts';
import {
  type Anything,
  type Around,
  holds,
  isNamed,
  isWhole,
  labels,
  list,
  type Question,
  spec,
  type Spot,
} from './shared.ts';

/* Calico's policies by the letter of docs.tigera.io: "Network policy", "Tier", "EntityRule", "Selectors". */

/** What the policies of Kubernetes say, which stand among Calico's. */
interface Kubernetes {
  ordered(tier: 'admin' | 'baseline', question: Question): string | undefined;
  isIsolated(question: Question): boolean;
  networkAllows(question: Question): boolean;
}

type Verdict = 'Allow' | 'Deny' | 'Pass' | undefined;

interface Step {
  readonly order: number;
  readonly name: string;
  readonly decide: () => Verdict;
}

export class Calico {
  private readonly policies: readonly Resource[];
  private readonly resources: readonly Resource[];
  private readonly around: Around;

  constructor(resources: readonly Resource[], around: Around) {
    this.resources = resources;
    this.around = around;
    this.policies = resources.filter(({ type }) => type.endsWith('NetworkPolicy.projectcalico.org'));
  }

  isThere(): boolean {
    return this.policies.length > 0;
  }

  passes(question: Question, kubernetes: Kubernetes): boolean {
    const custom = this.resources.filter(({ kind }) => kind === 'Tier');
    const tiers = [
      { order: 1000, decide: () => admin(kubernetes.ordered('admin', question)) },
      { order: 1_000_000, decide: () => this.tier('default', 'Deny', question, kubernetes) },
      { order: 10_000_000, decide: () => admin(kubernetes.ordered('baseline', question)) },
      ...custom.map((tier) => ({
        order: spec(tier).order ?? Infinity,
        decide: () => this.tier(tier.name, spec(tier).defaultAction ?? 'Deny', question),
      })),
    ].sort((a, b) => (a.order === b.order ? 0 : a.order - b.order));
    for (const { decide } of tiers) {
      const verdict = decide();
      if (verdict === 'Allow' || verdict === 'Deny') return verdict === 'Allow';
    }
    return true;
  }

  private tier(name: string, end: Verdict, question: Question, kubernetes?: Kubernetes): Verdict {
    const steps: Step[] = this.policies
      .filter((policy) => (spec(policy).tier ?? 'default') === name && this.applies(policy, question))
      .map((policy) => ({
        order: spec(policy).order ?? Infinity,
        name: policy.name,
        decide: () => this.decide(policy, question),
      }));
    if (kubernetes?.isIsolated(question)) {
      const decide = () => (kubernetes.networkAllows(question) ? 'Allow' : undefined);
      steps.push({ order: 1000, name: 'knp', decide });
    }
    if (steps.length === 0) return undefined;
    steps.sort((a, b) => (a.order === b.order ? (a.name < b.name ? -1 : 1) : a.order - b.order));
    for (const { decide } of steps) {
      const verdict = decide();
      if (verdict) return verdict;
    }
    return end;
  }

  private applies(policy: Resource, { direction, own }: Question): boolean {
    const { types = [], ingress = [], egress = [], selector, serviceAccountSelector, namespaceSelector } = spec(policy);
    const stated = list(types).length > 0;
    const has = direction === 'egress' ? egress.length > 0 : ingress.length > 0 || egress.length === 0;
    const speaks = stated ? types.includes(direction === 'ingress' ? 'Ingress' : 'Egress') : has;
    const global = policy.kind === 'GlobalNetworkPolicy';
    if (!speaks || (!global && policy.namespace !== own.pod!.namespace)) return false;
    const all = this.labels(own.pod!);
    return (
      fits(selector, all) &&
      fits(serviceAccountSelector, this.accountLabels(own.pod!)) &&
      (!global || fits(namespaceSelector, this.namespaceOf(own.pod!.namespace)))
    );
  }

  private decide(policy: Resource, question: Question): Verdict {
    const { direction, own, other } = question;
    const [source, destination] = direction === 'ingress' ? [other, own] : [own, other];
    for (const rule of list(spec(policy)[direction])) {
      const namespace = policy.kind === 'NetworkPolicy' ? policy.namespace : undefined;
      const met =
        protocols(rule, question) &&
        (rule.ipVersion === undefined || other.pod !== undefined || isFamily(rule.ipVersion, other)) &&
        this.entity(rule.source ?? {}, namespace, source) &&
        this.entity(rule.destination ?? {}, namespace, destination) &&
        ports(rule.destination ?? {}, question);
      if (met && rule.action !== 'Log') return rule.action;
    }
    return undefined;
  }

  private entity(entity: Anything, namespace: string | undefined, spot: Spot): boolean {
    const { selector, notSelector, namespaceSelector, serviceAccounts, nets, notNets, services } = entity;
    const accounts = Object.keys(serviceAccounts ?? {}).length > 0;
    const says = selector !== undefined || namespaceSelector !== undefined || accounts;
    if (says && !this.selected(entity, namespace, spot)) return false;
    if (notSelector !== undefined && this.selected({ selector: notSelector }, undefined, spot)) return false;
    if (nets && !list(nets).some((cidr) => inNet(cidr, spot))) return false;
    if (notNets && list(notNets).some((cidr) => inNet(cidr, spot))) return false;
    return services === undefined || this.behind(services, spot);
  }

  /** Whether a spot is an endpoint in scope that fits, or in the blocks of a network set in scope that fits. */
  private selected(entity: Anything, namespace: string | undefined, spot: Spot): boolean {
    if (spot.pod && !this.around.isNode(spot) && this.fitsPod(entity, namespace, spot.pod)) return true;
    const sets = this.resources.filter(({ kind }) => kind === 'NetworkSet' || kind === 'GlobalNetworkSet');
    return sets.some(
      (set) => this.fitsSet(entity, namespace, set) && list(spec(set).nets).some((net) => inNet(net, spot)),
    );
  }

  private fitsPod(entity: Anything, namespace: string | undefined, pod: Resource): boolean {
    const { selector, namespaceSelector, serviceAccounts } = entity;
    if (namespaceSelector === undefined && namespace !== undefined && pod.namespace !== namespace) return false;
    if (namespaceSelector === 'global()') return false;
    if (!fits(namespaceSelector, this.namespaceOf(pod.namespace)) || !fits(selector, this.labels(pod))) return false;
    const account = spec(pod).serviceAccountName ?? 'default';
    const names = list(serviceAccounts?.names);
    return (names.length === 0 || names.includes(account)) && fits(serviceAccounts?.selector, this.accountLabels(pod));
  }

  private fitsSet(entity: Anything, namespace: string | undefined, set: Resource): boolean {
    const { selector, namespaceSelector, serviceAccounts } = entity;
    if (Object.keys(serviceAccounts ?? {}).length > 0) return false;
    const global = set.kind === 'GlobalNetworkSet';
    if (namespaceSelector === 'global()') return global && fits(selector, labels(set));
    const inScope =
      namespaceSelector === undefined
        ? namespace === undefined || (!global && set.namespace === namespace)
        : !global && fits(namespaceSelector, this.namespaceOf(set.namespace));
    const own = global ? labels(set) : { ...labels(set), 'projectcalico.org/namespace': set.namespace };
    return inScope && fits(selector, own);
  }

  private behind({ name, namespace }: Anything, spot: Spot): boolean {
    if (!spot.pod || this.around.isNode(spot)) return false;
    const service = this.resources.find(
      (one) => one.type === 'Service' && one.name === name && one.namespace === namespace,
    );
    const selector = Object.entries(service ? spec(service).selector : {});
    const own = labels(spot.pod);
    return spot.pod.namespace === namespace && selector.length > 0 && selector.every(([k, v]) => own[k] === v);
  }

  private labels(pod: Resource): Record<string, string> {
    return {
      ...labels(pod),
      'projectcalico.org/namespace': pod.namespace,
      'projectcalico.org/orchestrator': 'k8s',
      'projectcalico.org/serviceaccount': spec(pod).serviceAccountName ?? 'default',
    };
  }

  private namespaceOf(name: string): Record<string, string> {
    return { ...this.around.namespaceLabels(name), 'projectcalico.org/name': name };
  }

  private accountLabels(pod: Resource): Record<string, string> {
    const name = spec(pod).serviceAccountName ?? 'default';
    const account = this.resources.find(
      (one) => one.type === 'ServiceAccount' && one.name === name && one.namespace === pod.namespace,
    );
    return { ...(account && labels(account)), 'projectcalico.org/name': name };
  }
}

function admin(action: string | undefined): Verdict {
  return action === 'accept' ? 'Allow' : action === 'deny' ? 'Deny' : undefined;
}

function inNet(cidr: string, { addresses }: Spot): boolean {
  return addresses.length === 0 ? isWhole(cidr) : addresses.some((point) => holds(cidr, point));
}

function isFamily(version: number, { addresses }: Spot): boolean {
  return holds(version === 4 ? '0.0.0.0/0' : '::/0', addresses[0]!);
}

const NUMBERS: Record<number, string> = { 6: 'TCP', 17: 'UDP', 132: 'SCTP' };

function protocols({ protocol, notProtocol }: Anything, { packet }: Question): boolean {
  const name = (value: Anything) => NUMBERS[value] ?? value;
  return (protocol === undefined || name(protocol) === packet.protocol) && name(notProtocol) !== packet.protocol;
}

function ports({ ports: wanted, notPorts }: Anything, question: Question): boolean {
  const hit = (one: Anything) => {
    const { packet, receiver } = question;
    const range = /^(\d+)(?::(\d+))?$/.exec(String(one));
    if (!range) return isNamed(receiver, one, undefined, packet);
    return packet.port >= Number(range[1]) && packet.port <= Number(range[2] ?? range[1]);
  };
  return (wanted === undefined || list(wanted).some(hit)) && !list(notPorts).some(hit);
}

/** A selector as the expression of JavaScript that it reads like. */
function fits(selector: string | undefined, all: Record<string, string>): boolean {
  if (selector === undefined) return true;
  const key = String.raw`([\w./-]+)`;
  const text = selector
    .replaceAll(new RegExp(String.raw`has\(${key}\)`, 'g'), (_, k) => `(v(${JSON.stringify(k)}) !== undefined)`)
    .replaceAll('all()', 'true')
    .replaceAll(new RegExp(String.raw`${key} (not in|in) \{([^}]*)\}`, 'g'), (_, k, op, items) => {
      return `${op === 'in' ? '' : '!'}([${items}].includes(v(${JSON.stringify(k)})))`;
    })
    .replaceAll(new RegExp(String.raw`${key} (contains|starts with|ends with) ('[^']*')`, 'g'), (_, k, op, value) => {
      const method = { contains: 'includes', 'starts with': 'startsWith', 'ends with': 'endsWith' }[op as 'contains'];
      return `((v(${JSON.stringify(k)}) ?? '\\u0000').${method}(${value}))`;
    })
    .replaceAll(new RegExp(String.raw`${key} (==|!=) ('[^']*')`, 'g'), (_, k, op, value) => {
      return `(v(${JSON.stringify(k)}) ${op}= ${value})`;
    });
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- an evaluator that shares nothing with the engine's
  return Boolean(new Function('v', `return ${text};`)((name: string) => all[name]));
}
