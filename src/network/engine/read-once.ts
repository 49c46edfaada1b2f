import type { Requirement } from '../../kubernetes/selector.ts';
import type { Json } from '../../model/json.ts';
import type { Peer, Ports, Report } from './policy.ts';

/** Parts that policies share word for word, by their text: read once, so that equal parts are one object. */
export interface Phrases {
  readonly selectors: Map<string, readonly Requirement[]>;
  readonly peers: Map<string, readonly Peer[]>;
  readonly ports: Map<string, Ports>;
}

export function createPhrases(): Phrases {
  return { selectors: new Map(), peers: new Map(), ports: new Map() };
}

/**
 * What an equal value was read as before, else what `read` makes of it; `place` is what its meaning depends on besides. What
 * has a fault is read each time, as each place is reported; so is what holds null, the JSON text of numbers that are none.
 */
export function readOnce<T>(
  known: Map<string, T>,
  { value, place = '' }: { readonly value: Json | undefined; readonly place?: string },
  report: Report,
  read: (report: Report) => T,
): T {
  const text = `${JSON.stringify(value)} ${place}`;
  const before = known.get(text);
  if (before !== undefined) return before;
  let faults = 0;
  const found = read((path, message) => {
    faults++;
    return report(path, message);
  });
  if (faults === 0 && !text.includes('null')) known.set(text, found);
  return found;
}
