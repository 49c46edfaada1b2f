import { equalJson } from '../../std/value.ts';
import { allConnections, type Analysis } from './analysis.ts';
import { explainAll } from './explain.ts';
import type { Connection } from './connections.ts';

export interface Change {
  readonly src: string;
  readonly dst: string;
  readonly network?: string;
  readonly before: string;
  readonly after: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Policies that decide about the pair on one side alone, or that read otherwise: `+NetworkPolicy shop/web`. */
  readonly because: readonly string[];
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
    return [{ src, dst, ...where, before: a?.conns ?? NONE, after: b?.conns ?? NONE, change, because: [] }];
  });
}

/** The same, each with the policies that did it: those that came, went, or read otherwise, and that decide about the pair. */
export function explainedDiff(before: Analysis, after: Analysis): Change[] {
  const old = new Map(before.policies.map(({ label, resource }) => [label, resource.object['spec']]));
  const fresh = new Map(after.policies.map(({ label, resource }) => [label, resource.object['spec']]));
  const signs = new Map<string, string>();
  for (const [label, spec] of old) {
    if (!fresh.has(label)) signs.set(label, '-');
    else if (!equalJson(spec, fresh.get(label))) signs.set(label, '~');
  }
  for (const label of fresh.keys()) if (!old.has(label)) signs.set(label, '+');
  const changes = diffOf(before, after);
  const wanted = new Set(changes.flatMap(({ src, dst }) => [src, dst]));
  const [a, b] = [before, after].map((analysis) => decidersByPair(analysis, wanted));
  return changes.map((change) => {
    const key = `${change.src}|${change.dst}`;
    const labels = new Set([...(a!.get(key) ?? []), ...(b!.get(key) ?? [])]);
    return { ...change, because: [...labels].filter((one) => signs.has(one)).map((one) => `${signs.get(one)}${one}`) };
  });
}

function decidersByPair(analysis: Analysis, wanted: ReadonlySet<string>): Map<string, readonly string[]> {
  const explained = explainAll(analysis, (label) => wanted.has(label));
  return new Map(explained.map(({ src, dst, policies }) => [`${src}|${dst}`, policies]));
}

function byPair(analysis: Analysis): Map<string, Connection> {
  const pairs = new Map<string, Connection>();
  for (const connection of allConnections(analysis, { atoms: true })) {
    pairs.set(`${connection.network ?? ''}|${connection.src}|${connection.dst}`, connection);
  }
  return pairs;
}
