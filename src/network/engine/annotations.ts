import type { Network } from './engine.ts';
import type { Policy } from './policy.ts';
import { trace } from './trace.ts';

/**
 * What is asked of connections beyond ports, and can't be known from objects: requests of layer 7, tokens, answers of
 * others. Nothing is computed for pods whose policies ask nothing of the kind.
 */
export function annotationsOf(network: Network): (from: number, to: number) => readonly string[] {
  const noted = new Set(network.policies.filter(hasNotes));
  if (noted.size === 0) return () => [];
  const concerned = (column: number, direction: 'ingress' | 'egress') =>
    column < network.firstStand && network.policiesOf(column, direction).some((policy) => noted.has(policy));
  return (from, to) => {
    const texts = new Set<string>();
    const add = (column: number, other: number, direction: 'ingress' | 'egress') => {
      if (!concerned(column, direction)) return;
      for (const { policy, rule, verdict } of trace(network, column, other, direction)) {
        if (verdict !== 'allowed' && verdict !== 'noted') continue;
        for (const note of rule?.notes ?? []) texts.add(`${note} (${policy!.label})`);
      }
    };
    for (const source of network.columnsOf[from]!) {
      for (const target of network.columnsOf[to]!) {
        add(source, target, 'egress');
        add(target, source, 'ingress');
      }
    }
    return [...texts];
  };
}

function hasNotes({ ingress = [], egress = [] }: Policy): boolean {
  return [...ingress, ...egress].some(({ notes }) => notes !== undefined && notes.length > 0);
}
