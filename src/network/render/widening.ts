import type { Change } from '../engine/diff.ts';
import { createPortTable, NOTHING, type PortRange, PROTOCOLS, type PortSet, EVERYTHING } from '../engine/ports.ts';

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

/** `TCP 80,443-445;UDP 53` as ranges; names of ports stand for none. */
export function rangesOf(conns: string): PortRange[] {
  return conns.split(';').flatMap((part) => {
    const protocol = PROTOCOLS.find((one) => part.startsWith(`${one} `));
    const list = protocol ? part.slice(protocol.length + 1).split(',') : [];
    return list.flatMap((text) => {
      const [from = NaN, to = from] = text.split('-').map(Number);
      return protocol && Number.isInteger(from) && Number.isInteger(to) ? [{ protocol, from, to }] : [];
    });
  });
}
