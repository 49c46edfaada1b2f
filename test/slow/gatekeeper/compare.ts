import type { Outcome } from './world.ts';

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
