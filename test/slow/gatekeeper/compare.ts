import type { JsonObject } from '../../../src/model/json.ts';
import { equalJson } from '../../../src/std/value.ts';
import { nameOf, type Outcome } from './world.ts';

/** One line for each thing that the engines do not agree on. */
export function compare(theirs: Outcome, ours: Outcome): string[] {
  if ((theirs.refusal === undefined) !== (ours.refusal === undefined))
    return [`refused: gator ${theirs.refusal ?? 'no'}, we ${ours.refusal ?? 'no'}`];
  const keys = [...new Set([...theirs.violations.keys(), ...ours.violations.keys()])];
  return keys.flatMap((key) => {
    const [wanted, got] = [theirs.violations.get(key), ours.violations.get(key)];
    return wanted === got ? [] : [`${key}: gator ${wanted ?? 'nothing'}, we ${got ?? 'nothing'}`];
  });
}

/** One line for each object that the engines make differently. */
export function compareObjects(theirs: readonly JsonObject[], ours: readonly JsonObject[]): string[] {
  const known = new Map(ours.map((one) => [nameOf(one), one]));
  return theirs.flatMap((wanted) => {
    const got = known.get(nameOf(wanted));
    if (got && equalJson(wanted, got)) return [];
    return [`${nameOf(wanted)}: gator ${JSON.stringify(wanted)}, we ${JSON.stringify(got)}`];
  });
}
