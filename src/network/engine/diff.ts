import { allConnections, type Analysis } from './analysis.ts';
import type { Connection } from './connections.ts';

export interface Change {
  readonly src: string;
  readonly dst: string;
  readonly network?: string;
  readonly before: string;
  readonly after: string;
  readonly change: 'added' | 'removed' | 'changed';
}

const NONE = 'No Connections';

/** What may no longer, what newly, and what may otherwise. Both must be cut at the same addresses. */
export function diffOf(before: Analysis, after: Analysis): Change[] {
  const old = byPair(before);
  const fresh = byPair(after);
  const keys = new Set([...old.keys(), ...fresh.keys()]);
  return [...keys].flatMap((key): Change[] => {
    const [a, b] = [old.get(key), fresh.get(key)];
    if (a?.conns === b?.conns) return [];
    const { src, dst, network } = (a ?? b)!;
    const change = !a ? 'added' : !b ? 'removed' : 'changed';
    const where = network === undefined ? {} : { network };
    return [{ src, dst, ...where, before: a?.conns ?? NONE, after: b?.conns ?? NONE, change }];
  });
}

function byPair(analysis: Analysis): Map<string, Connection> {
  const pairs = new Map<string, Connection>();
  for (const connection of allConnections(analysis, { atoms: true })) {
    pairs.set(`${connection.network ?? ''}|${connection.src}|${connection.dst}`, connection);
  }
  return pairs;
}
