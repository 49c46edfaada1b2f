import type { Environment } from './environment.ts';
import {
  attempt,
  backendFor,
  compileOptions,
  programOf,
  readExpression,
  type BackendName,
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
   * The values of all of them, in the order in which they were given: each as it would be alone, until the limit of one
   * evaluation. Never throws for what the expressions or the variables do.
   */
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
  const chosen = backendFor(backend);
  const programs = readied.map((one) => programOf(one, environment, chosen));
  const together = chosen === 'javascript' ? compileParts(readied, environment) : () => [];
  return {
    types: readied.map(({ type }) => type),
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
