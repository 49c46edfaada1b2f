import type { Network } from './engine.ts';
import type { Direction, Policy } from './policy.ts';
import { trace } from './trace.ts';

/** What is asked of connections beyond ports, and can't be known from objects: requests of layer 7, tokens, answers of others. */
export interface Annotations {
  /** Of what a workload may send to another, by position. */
  between(from: number, to: number): readonly string[];
  /** Of what a workload may send to columns that are no pods, or get from them; names outside have rows of their own. */
  beyond(node: number, columns: () => readonly number[], direction: Direction): readonly string[];
}

/** Nothing is computed for pods whose policies ask nothing of the kind. */
export function annotationsOf(network: Network): Annotations {
  const noted = new Set(network.policies.filter(hasNotes));
  const { columnsOf, firstStand } = network;
  const concerned = (column: number, direction: Direction) =>
    noted.size > 0 && column < firstStand && network.policiesOf(column, direction).some((policy) => noted.has(policy));
  const add = (column: number, other: number, direction: Direction, texts: Set<string>) => {
    if (!concerned(column, direction)) return;
    for (const { policy, rule, verdict } of trace(network, column, other, direction)) {
      if (verdict !== 'allowed' && verdict !== 'noted') continue;
      if (rule?.names && other >= firstStand) continue;
      for (const note of rule?.notes ?? []) texts.add(`${note} (${policy!.label})`);
    }
  };
  return {
    between(from, to) {
      if (noted.size === 0) return [];
      const texts = new Set<string>();
      for (const source of columnsOf[from]!) {
        for (const target of columnsOf[to]!) {
          add(source, target, 'egress', texts);
          add(target, source, 'ingress', texts);
        }
      }
      return [...texts];
    },
    beyond(node, columns, direction) {
      const own = columnsOf[node]!.filter((column) => concerned(column, direction));
      if (own.length === 0) return [];
      const texts = new Set<string>();
      for (const other of columns()) for (const column of own) add(column, other, direction, texts);
      return [...texts];
    },
  };
}

function hasNotes({ ingress = [], egress = [] }: Policy): boolean {
  return [...ingress, ...egress].some(({ notes }) => notes !== undefined && notes.length > 0);
}
