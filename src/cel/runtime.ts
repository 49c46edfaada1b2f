import { addKey } from './check-literals.ts';
import type { CelMap } from './values.ts';
import { Fault, Optional, entriesOf, isMap, placed, typeName, type Value } from './values.ts';

/* What both backends do alike. */

/** Values of the variables that an expression names. */
export type Variables = Readonly<Record<string, unknown>>;

/** What a run may cost and has cost. */
export interface Meter {
  cost: number;
  limit: number;
}

export type Backend = (variables: Variables, meter: Meter) => Value;

export const noValue = (name: string, at: number): Fault =>
  placed(new Fault(`no such attribute: "${name}" has no value`), at);

/** As in cel-go, what is no optional value stands for itself. */
export const isMissing = (value: Value): boolean => value instanceof Optional && value.value === undefined;
export const heldBy = (value: Value): Value => (value instanceof Optional ? value.value! : value);

/** Adds to the map that a macro makes. */
export function addTransformed(map: CelMap, key: Value, value: Value): Fault | undefined {
  return addKey(map, key, value);
}

export function addEntries(map: CelMap, entries: Value): Fault | undefined {
  if (!isMap(entries)) return new Fault(`no such overload: a map is needed, not ${typeName(entries)}`);
  for (const [key, value] of entriesOf(entries)) {
    const fault = addKey(map, key, value);
    if (fault) return fault;
  }
  return undefined;
}
