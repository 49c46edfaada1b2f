import { CALL_LIMIT } from './cost.ts';
import type { Environment } from './environment.ts';
import { compileTogether } from './generate.ts';
import {
  compileOptions,
  mayGenerate,
  programOf,
  readExpression,
  type BackendName,
  type Outcome,
  type Program,
  type Readied,
} from './program.ts';
import type { Variables } from './runtime.ts';
import type { Type } from './types.ts';
import type { Value } from './values.ts';

/** Expressions that are run together, such as the validations of a policy: what they read of the variables is read once. */
export interface Bundle {
  readonly types: readonly Type[];
  /**
   * Runs all of them, each until `limit`, in the order in which they were given; one that fails leaves the others as they
   * are. Never throws for what the expressions or the variables do.
   */
  run(variables: Variables, limit?: number): readonly Outcome[];
  /** As `run`, for those who don't count the cost. */
  evaluate(variables: Variables): readonly Value[];
}

/** V8 leaves functions unoptimized that are too large. */
const MOST_TOGETHER = 8;

/** Compiles expressions of one environment. @throws CelError with the place of the first mistake of the first wrong one */
export function compileBundle(sources: readonly string[], environment: Environment, backend?: BackendName): Bundle {
  const readied = sources.map((source) => readExpression(source, environment));
  return bundleOf(readied, environment, backend);
}

/** As `compileBundle`, of expressions that are read. */
export function bundleOf(readied: readonly Readied[], environment: Environment, backend?: BackendName): Bundle {
  const isGenerated = (backend ?? (mayGenerate() ? 'javascript' : 'closures')) === 'javascript';
  const parts: Part[] = [];
  for (let i = 0; i < readied.length; i += MOST_TOGETHER) {
    const some = readied.slice(i, i + MOST_TOGETHER);
    parts.push(isGenerated ? together(some, environment) : oneByOne(some, environment));
  }
  const part = parts.length === 1 ? parts[0]! : joined(parts);
  return { types: readied.map(({ type }) => type), ...part };
}

type Part = Omit<Bundle, 'types'>;

const joined = (parts: readonly Part[]): Part => ({
  run: (variables, limit) => parts.flatMap((part) => part.run(variables, limit)),
  evaluate: (variables) => parts.flatMap((part) => part.evaluate(variables)),
});

function oneByOne(readied: readonly Readied[], environment: Environment): Part {
  let made: readonly Program[] | undefined;
  const programs = (): readonly Program[] => (made ??= readied.map((one) => programOf(one, environment, 'closures')));
  return {
    run: (variables, limit) => programs().map((program) => program.run(variables, limit)),
    evaluate: (variables) => programs().map((program) => program.evaluate(variables)),
  };
}

function together(readied: readonly Readied[], environment: Environment): Part {
  const irs = readied.map(({ ir }) => ir);
  const compiled = compileTogether(irs, compileOptions(environment));
  const apart = oneByOne(readied, environment);
  const unread = irs.map(() => 0);
  return {
    run(variables, limit = CALL_LIMIT) {
      const costs = irs.map(() => 0);
      const values = orApart(() => compiled(variables, limit, costs));
      return values?.map((value, i) => ({ value, cost: costs[i]! })) ?? apart.run(variables, limit);
    },
    evaluate: (variables) => orApart(() => compiled(variables, CALL_LIMIT, unread)) ?? apart.evaluate(variables),
  };
}

/** Nothing where one of them made what V8 cannot hold: then they run one by one, and the others have their values. */
function orApart(run: () => Value[]): Value[] | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
