import type { Environment } from './environment.ts';
import {
  attempt,
  compileOptions,
  mayGenerate,
  programOf,
  readExpression,
  type BackendName,
  type Outcome,
  type Readied,
} from './program.ts';
import type { Variables } from './runtime.ts';
import { compileStraight } from './straight.ts';
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
const MOST_TOGETHER = 16;

/** Compiles expressions of one environment. @throws CelError with the place of the first mistake of the first wrong one */
export function compileBundle(sources: readonly string[], environment: Environment, backend?: BackendName): Bundle {
  const readied = sources.map((source) => readExpression(source, environment));
  return bundleOf(readied, environment, backend);
}

/** As `compileBundle`, of expressions that are read. */
export function bundleOf(readied: readonly Readied[], environment: Environment, backend?: BackendName): Bundle {
  const isGenerated = (backend ?? (mayGenerate() ? 'javascript' : 'closures')) === 'javascript';
  const programs = readied.map((one) => programOf(one, environment, isGenerated ? 'javascript' : 'closures'));
  const together = isGenerated ? compileParts(readied, environment) : () => [];
  return {
    types: readied.map(({ type }) => type),
    run: (variables, limit) => programs.map((program) => program.run(variables, limit)),
    evaluate(variables) {
      const values = together(variables);
      if (values.length > 0 && !values.includes(undefined)) return values as readonly Value[];
      return programs.map((program, i) => {
        const value = values[i];
        return value === undefined ? program.exactly(variables) : value;
      });
    },
  };
}

/** Values of expressions, undefined for those that need exact code. */
type Part = (variables: Variables) => readonly (Value | undefined)[];

/** What goes straight through all of them, a part after the other. */
function compileParts(readied: readonly Readied[], environment: Environment): Part {
  const options = compileOptions(environment);
  const parts: Part[] = [];
  for (let i = 0; i < readied.length; i += MOST_TOGETHER) {
    const irs = readied.slice(i, i + MOST_TOGETHER).map(({ ir }) => ir);
    const none = irs.map(() => undefined);
    const straight = compileStraight(irs, options);
    parts.push((variables) => (straight && attempt(straight, variables)) ?? none);
  }
  return parts.length === 1 ? parts[0]! : (variables) => parts.flatMap((part) => part(variables));
}
