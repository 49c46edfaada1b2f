import type { Check, Parameters } from '../model/check.ts';
import { type Demand, type Words } from './words.ts';

/** A check made ready for a run: its parameters settled, its types widened by the user's own workload kinds. */
export interface PlannedCheck {
  readonly check: Check;
  readonly parameters: Parameters;
}

/** Types that behave as a built-in workload type, from the config: `{'Widget.acme.io': ...}` reads like `Deployment`. */
export type TypeAliases = ReadonlyMap<string, string>;

/** Checks of a type that ask the same question before they look: it is answered once for all of them. */
export interface PlanGroup {
  readonly applies: Check['applies'];
  readonly checks: readonly ReadyCheck[];
}

export interface ReadyCheck extends PlannedCheck {
  readonly demand: Demand | undefined;
  /** That of the check; checks are objects of many shapes, in which it takes long to look it up for each resource. */
  readonly find: Check['find'];
}

export interface TypePlan {
  readonly groups: readonly PlanGroup[];
  /** Whether objects of the type are read for the words that checks need: not where few checks would be saved. */
  readonly reads: boolean;
}

const FEWEST_SAVED = 6;

export function planByType(
  checks: readonly PlannedCheck[],
  aliases: TypeAliases,
  words: Words,
): (type: string) => TypePlan {
  const ready = checks.map(({ check, parameters }): ReadyCheck => {
    const needs = check.needs?.(parameters);
    return { check, parameters, demand: needs && words.demand(needs), find: check.find.bind(check) };
  });
  // Most checks share their list of types with others.
  const lists = new Set(checks.map(({ check }) => check.types));
  const plans = new Map<string, TypePlan>();
  return (type) => {
    let plan = plans.get(type);
    if (!plan) {
      const alias = aliases.get(type) ?? type;
      const speaking = new Set([...lists].filter((types) => types === '*' || types.includes(alias)));
      const chosen = ready.filter(({ check }) => speaking.has(check.types));
      const groups = Map.groupBy(chosen, ({ check }) => check.applies);
      plan = {
        groups: [...groups].map(([applies, members]) => ({ applies, checks: members })),
        reads: chosen.filter(({ demand }) => demand).length >= FEWEST_SAVED,
      };
      plans.set(type, plan);
    }
    return plan;
  };
}
