import type { Change } from '../engine/diff.ts';
import { createPortTable, EVERYTHING, NOTHING, type PortSet } from '../engine/ports.ts';
import { rangesOf } from './ports.ts';

/** Whether a change lets something through that was not, or stops something that was. */
export interface Effect {
  readonly adds: boolean;
  readonly removes: boolean;
}

/** What the changes do, whatever they are called: a changed connection may do both. */
export function effectsOf(changes: readonly Change[]): Effect {
  const table = createPortTable();
  const set = (conns: string): PortSet => (conns === 'All Connections' ? EVERYTHING : table.of(rangesOf(conns)));
  const beyond = (a: string, b: string) => table.subtract(set(a), set(b)) !== NOTHING;
  return {
    adds: changes.some(
      ({ change, before, after }) => change === 'added' || (change === 'changed' && beyond(after, before)),
    ),
    removes: changes.some(
      ({ change, before, after }) => change === 'removed' || (change === 'changed' && beyond(before, after)),
    ),
  };
}
