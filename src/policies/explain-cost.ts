import { CelError } from '../cel/error.ts';
import { estimateCost } from '../cel/estimate.ts';
import { POLICY_BUDGET } from '../cel/cost.ts';
import { DYN, type Type } from '../cel/types.ts';
import type { JsonObject } from '../model/json.ts';
import { celEnvironment, expressionsOf, kindsAbout } from './cel-environment.ts';

/** What the expressions of a policy cost, in the units that Kubernetes counts. */
export interface CostExplanation {
  readonly atLeast: number;
  /** Where no list and no text of the object is longer than this. */
  readonly sizes: number;
  readonly atMost: number;
  /** What Kubernetes stops an evaluation at. */
  readonly budget: number;
}

/** Longer lists and texts are rare in objects that people write. */
const SIZES = 100;

/** The estimate of a policy written in CEL; undefined where nobody knows: no expressions, or some that do not compile. */
export function costOf(spec: JsonObject): CostExplanation | undefined {
  const written = expressionsOf(spec);
  if (written.length === 0) return undefined;
  const variables = new Map<string, Type>(
    written.flatMap(({ name }) => (name === undefined ? [] : [[name, DYN] as const])),
  );
  const [kind, ...others] = kindsAbout(spec);
  const environment = celEnvironment(others.length === 0 ? kind : undefined, variables);
  try {
    const costs = written.map(({ source }) => estimateCost(source, environment, () => ({ min: 0, max: SIZES })));
    const sum = (key: 'min' | 'max') => costs.reduce((total, cost) => total + cost[key], 0);
    return { atLeast: sum('min'), sizes: SIZES, atMost: sum('max'), budget: POLICY_BUDGET };
  } catch (error) {
    if (error instanceof CelError) return undefined;
    throw error;
  }
}
