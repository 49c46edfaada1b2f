import type { Place } from '../../model/place.ts';
import { rangeText } from './address.ts';
import type { AnalysedNetwork } from './analysis.ts';
import { CONTROLLER } from './connections.ts';
import type { Network } from './engine.ts';
import type { End } from './ends.ts';
import type { Direction, Filter } from './policy.ts';
import { EVERYTHING, NOTHING, type PortSet } from './ports.ts';
import { type Reason, trace } from './trace.ts';

/** Why one end may talk to another or may not, with the rules that decide each direction. */
export interface Why {
  readonly src: string;
  readonly dst: string;
  readonly network?: string;
  readonly allowed: string;
  readonly denied: string;
  readonly egress: Side;
  readonly ingress: Side;
  /** What would have to change for the rest to be allowed; empty where nothing is denied. */
  readonly changes: readonly string[];
  /** Of a workload and itself: the answer is about its pods and each other, this about each pod and itself. */
  readonly itself?: string;
}

const ITSELF = 'a pod reaches itself at its own address';
/** By how the network sees a pod that reaches itself through a Service (docs/network-cni.md, "Hairpin"). */
const HAIRPIN = {
  allowed: `${ITSELF}, and through a Service`,
  node: `${ITSELF}, and through a Service, where it is seen as its node`,
  service: `${ITSELF}; through a Service it is seen as the address of the Service, which rules about pods do not mean`,
  unknown: `${ITSELF}; whether also through a Service depends on the network`,
} as const;

export interface Side {
  /** No policy speaks of this direction, or nobody's policies could: the outside, a node. */
  readonly free: boolean;
  readonly reasons: readonly ToldReason[];
}

export interface ToldReason {
  readonly verdict: Reason['verdict'];
  readonly ports: string;
  /** `NetworkPolicy shop/web`; undefined for the default. */
  readonly policy?: string;
  readonly rule?: string;
  readonly place?: Place;
  /** Said where it is not the cluster's network that decides: `mesh`. */
  readonly filter?: Filter;
  /** What else is asked, which can't be known from objects: `only HTTP GET /public`. */
  readonly notes?: readonly string[];
}

/** Every pairing of the two ends' parts; parts that are answered alike are told once. */
export function whyOf({ network, name, hairpin }: AnalysedNetwork, from: End, to: End): Why[] {
  const told = new Map<string, Why>();
  for (const source of from.columns) {
    for (const target of to.columns) {
      if (source >= network.firstAtom && target >= network.firstAtom) continue;
      const why = pairOf(network, { from, to, source, target });
      const key = JSON.stringify([why.allowed, why.egress, why.ingress]);
      const itself = from.label === to.label && source < network.firstStand && HAIRPIN[hairpin ?? 'unknown'];
      const whole = { ...why, ...(name !== undefined && { network: name }), ...(itself && { itself }) };
      if (!told.has(key)) told.set(key, whole);
    }
  }
  return [...told.values()];
}

interface Pair {
  readonly from: End;
  readonly to: End;
  readonly source: number;
  readonly target: number;
}

function pairOf(network: Network, { from, to, source, target }: Pair): Why {
  const { ports } = network;
  const allowed = network.allowed(source, target);
  const egress = trace(network, source, target, 'egress');
  const ingress = trace(network, target, source, 'ingress');
  const src = labelOf(network, from, source);
  const dst = labelOf(network, to, target);
  return {
    src,
    dst,
    allowed: ports.text(allowed),
    denied: allowed === NOTHING ? ports.text(EVERYTHING) : ports.text(ports.subtract(EVERYTHING, allowed)),
    egress: sideOf(network, egress),
    ingress: sideOf(network, ingress),
    changes: [...changesOf(network, egress, 'egress', dst), ...changesOf(network, ingress, 'ingress', src)],
  };
}

function labelOf(network: Network, end: End, column: number): string {
  const atom = network.atoms[column - network.firstAtom];
  if (atom) return rangeText(atom);
  return column === network.firstStand ? CONTROLLER : end.label;
}

function sideOf(network: Network, reasons: readonly Reason[]): Side {
  return {
    free: reasons.every(({ policy }) => policy === undefined),
    reasons: reasons.map(({ filter, verdict, ports, policy, rule }) => {
      const base = { verdict, ports: network.ports.text(ports), ...(filter !== 'network' && { filter }) };
      if (!policy) return base;
      const { origin } = policy.resource;
      const place = origin.locate(rule ? rule.path : ['spec']);
      return {
        ...base,
        policy: policy.label,
        place,
        ...(rule && { rule: rule.name }),
        ...(rule?.notes && { notes: rule.notes }),
      };
    }),
  };
}

/** One sentence for each thing that stands in the way. */
function changesOf(network: Network, reasons: readonly Reason[], direction: Direction, other: string): string[] {
  const denials = reasons.filter(({ verdict }) => verdict === 'denied');
  const isolating = denials.filter(({ rule }) => !rule);
  const text = (ports: PortSet) => network.ports.text(ports);
  const sentences = denials.flatMap(({ policy, rule, ports }) =>
    rule
      ? [
          `${direction} rule ${rule.name} of ${policy!.label} must no longer deny ${text(ports)}, or an earlier rule must accept it`,
        ]
      : [],
  );
  if (isolating.length === 0) return sentences;
  const names = isolating.map(({ policy }) => policy!.label);
  const which =
    names.length > 1 ? `one of ${names.join(', ')} (or a further policy)` : `${names[0]} (or a further policy)`;
  const way = direction === 'egress' ? 'to' : 'from';
  return [...sentences, `an ${direction} rule of ${which} must allow ${text(isolating[0]!.ports)} ${way} ${other}`];
}
