import { rangeText } from './address.ts';
import type { AnalysedNetwork, Analysis } from './analysis.ts';
import { CONTROLLER } from './connections.ts';
import type { Network } from './engine.ts';
import type { Direction } from './policy.ts';
import { type Reason, trace } from './trace.ts';

/** The policies that decide about a pair, whatever they decide. */
export interface Explained {
  readonly src: string;
  readonly dst: string;
  readonly policies: readonly string[];
}

/** Which workloads are asked about, by label. */
type Asked = (label: string) => boolean;

/** For every pair of every network, the policies that decide about it; ranges of the outside both as atoms and joined. */
export function explainAll({ networks }: Analysis, asked: Asked = () => true): Explained[] {
  return networks.flatMap((one) => [...pairs(one, asked), ...outside(one, asked)]);
}

function* pairs({ network, entries }: AnalysedNetwork, asked: Asked): Generator<Explained> {
  const { nodes, columnsOf } = network;
  for (const [i, source] of nodes.entries()) {
    for (const [j, target] of nodes.entries()) {
      if (i === j || !asked(source.label) || !asked(target.label)) continue;
      yield { src: source.label, dst: target.label, policies: decidersOf(network, columnsOf[i]!, columnsOf[j]!) };
    }
  }
  for (const node of new Set(entries.map((entry) => entry.node))) {
    const policies = decidersOf(network, [network.firstStand], columnsOf[node]!);
    yield { src: CONTROLLER, dst: nodes[node]!.label, policies };
  }
}

function* outside({ network, external }: AnalysedNetwork, asked: Asked): Generator<Explained> {
  if (!external) return;
  for (const [i, { label }] of network.nodes.entries()) {
    if (!asked(label)) continue;
    const own = network.columnsOf[i]!;
    for (const direction of ['ingress', 'egress'] as const) {
      const named = network.atoms.map((_, atom) => {
        const column = [network.firstAtom + atom];
        return direction === 'egress' ? decidersOf(network, own, column) : decidersOf(network, column, own);
      });
      for (const [from, to] of runs(named)) {
        const range = rangeText({ from: network.atoms[from]!.from, to: network.atoms[to]!.to });
        const policies = named[from]!;
        yield direction === 'egress' ? { src: label, dst: range, policies } : { src: range, dst: label, policies };
      }
    }
  }
}

/** Each position alone, and each longest run of neighbours that hold the same. */
function* runs(named: readonly (readonly string[])[]): Generator<readonly [number, number]> {
  let start = 0;
  for (const i of named.keys()) {
    yield [i, i];
    if (i + 1 < named.length && named[i + 1]!.join() === named[start]!.join()) continue;
    if (i > start) yield [start, i];
    start = i + 1;
  }
}

function decidersOf(network: Network, sources: readonly number[], targets: readonly number[]): string[] {
  const labels = new Set<string>();
  const add = (reasons: readonly Reason[]) => {
    for (const { policy } of reasons) if (policy) labels.add(policy.label);
  };
  const from = (column: number, other: number, direction: Direction) => add(trace(network, column, other, direction));
  for (const source of sources) {
    for (const target of targets) {
      from(source, target, 'egress');
      from(target, source, 'ingress');
    }
  }
  return [...labels].sort();
}
