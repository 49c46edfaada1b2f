import { type LoadedConfig, placeIn } from '../config/load.ts';
import { CelError } from '../cel/error.ts';
import { allKinds } from '../kubernetes/schema/types.ts';
import type { Check } from '../model/check.ts';
import { ownCheck } from '../posture/own-rules.ts';
import { closest } from '../std/distance.ts';
import { UserError, type UserErrorPlace } from '../std/user-error.ts';

/**
 * The checks of the config's `customRules`.
 * @throws UserError `bad-rule` with the line of an expression that does not compile, of a misspelt kind, or of an id that is taken.
 */
export function ownChecks(loaded: LoadedConfig, taken: ReadonlySet<string>): Check[] {
  const { config } = loaded;
  const own = new Set<string>();
  return (config.customRules ?? []).map((rule, i) => {
    const place = placeIn(loaded, ['customRules', i]);
    if (own.has(rule.id)) {
      throw new UserError('bad-rule', `Two rules have the id "${rule.id}".`, { place, hint: 'Choose another.' });
    }
    own.add(rule.id);
    if (taken.has(rule.id)) {
      throw new UserError('bad-rule', `The id "${rule.id}" is taken by a rule of Castellan.`, {
        place,
        hint: 'Choose another.',
      });
    }
    rule.kinds.forEach((kind, n) => assertKind(kind, placeIn(loaded, ['customRules', i, 'kinds', n])));
    try {
      return ownCheck(rule);
    } catch (error) {
      if (!(error instanceof CelError)) throw error;
      const hint = 'Expressions are CEL: see docs/own-rules.md for what they may use.';
      throw new UserError('bad-rule', `The rule "${rule.id}": ${error.message} (at character ${error.at + 1}).`, {
        place,
        hint,
        cause: error,
      });
    }
  });
}

/** A misspelt kind would never match, and its rule never say anything. Kinds with a group are the user's own. */
function assertKind(kind: string, place: UserErrorPlace): void {
  if (/[.*]/.test(kind)) return;
  const known = new Set(['Workload', ...[...allKinds().keys()].map((name) => name.split(' ')[1] ?? '')]);
  const near = known.has(kind) ? undefined : closest(kind, known);
  if (near === undefined) return;
  throw new UserError('bad-rule', `There is no kind "${kind}".`, {
    place,
    hint: `Did you mean "${near}"? Kinds of custom resources are written with their group, like Rollout.argoproj.io.`,
  });
}
