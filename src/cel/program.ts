import { check } from './checker.ts';
import { compileClosures, type CompileOptions } from './closures.ts';
import { CALL_LIMIT, tooCostly } from './cost.ts';
import type { Environment } from './environment.ts';
import { CelError } from './error.ts';
import { fold } from './fold.ts';
import type { Ir } from './ir.ts';
import { compileJavaScript } from './generate.ts';
import { parse } from './parser.ts';
import { firstError } from './problem.ts';
import type { Backend, Variables } from './runtime.ts';
import { compileStraightOne } from './straight.ts';
import type { Type } from './types.ts';
import { Fault, type Value } from './values.ts';

export interface Outcome {
  /** A `Fault` where the expression failed. */
  readonly value: Value;
  /** By the units of Kubernetes. */
  readonly cost: number;
}

/** A compiled expression. It keeps no state between runs. */
export interface Program {
  readonly source: string;
  readonly type: Type;
  /** Runs at most until `limit`; never throws for what the expression or the variables do. */
  run(variables: Variables, limit?: number): Outcome;
  /** As `run`, for those who don't count the cost. */
  evaluate(variables: Variables): Value;
}

export interface ExactProgram extends Program {
  /** As `evaluate`, for where the straight way through the expression was tried in vain. */
  exactly(variables: Variables): Value;
}

export type BackendName = 'javascript' | 'closures';

/** Compiles an expression. @throws CelError with the place of the first mistake. */
export function compileExpression(source: string, environment: Environment, backend?: BackendName): Program {
  return programOf(readExpression(source, environment), environment, backend);
}

/** An expression that is checked and ready to be generated. */
export interface Readied {
  readonly source: string;
  readonly type: Type;
  readonly ir: Ir;
}

/** @throws CelError */
export function readExpression(source: string, environment: Environment): Readied {
  const { ir, type, problems } = check(parse(source), environment);
  const error = environment.options.checked === false ? undefined : firstError(problems, source);
  if (error) throw error;
  return { source, type, ir: fold(ir) };
}

export function programOf(
  { source, type, ir }: Readied,
  environment: Environment,
  backend?: BackendName,
): ExactProgram {
  const options = compileOptions(environment);
  const isGenerated = backendFor(backend) === 'javascript';
  let made: Backend | undefined;
  const exact = (): Backend => (made ??= (isGenerated ? compileJavaScript : compileClosures)(ir, options));
  let straight: ReturnType<typeof compileStraightOne> | null = isGenerated ? null : undefined;
  const meter = { cost: 0, limit: CALL_LIMIT };
  const exactly = (variables: Variables): Value => {
    meter.cost = 0;
    return guarded(exact(), variables, meter);
  };
  return {
    source,
    type,
    run(variables, limit = CALL_LIMIT) {
      const own = { cost: 0, limit };
      const value = guarded(exact(), variables, own);
      return { value, cost: own.cost };
    },
    evaluate(variables) {
      if (straight === null) straight = compileStraightOne(ir, options);
      const value = straight && attempt(straight, variables);
      return value === undefined ? exactly(variables) : value;
    },
    exactly,
  };
}

/** What the straight way gives; undefined where it gave up, or made what V8 cannot hold. */
export function attempt<T>(straight: (variables: Variables) => T | undefined, variables: Variables): T | undefined {
  try {
    return straight(variables);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export const compileOptions = ({ options }: Environment): CompileOptions => ({
  nullsAreMissing: options.nullsAreMissing ?? false,
  json: new Set(options.json),
});

function guarded(compiled: Backend, variables: Variables, meter: { cost: number; limit: number }): Value {
  try {
    const value = compiled(variables, meter);
    return meter.cost > meter.limit ? tooCostly(meter.limit) : value;
  } catch (error) {
    // a string or a list beyond what V8 holds, or values nested deeper than its stack
    if (error instanceof RangeError) return new Fault(`the values are too large: ${error.message}`);
    throw error;
  }
}

/** The one that is asked for; otherwise JavaScript where the process lets it be made. */
export const backendFor = (asked?: BackendName): BackendName => asked ?? (mayGenerate() ? 'javascript' : 'closures');

let generates: boolean | undefined;

/** Whether the process lets JavaScript be made from strings. */
export function mayGenerate(): boolean {
  if (generates === undefined) {
    try {
      // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- asks whether it is allowed
      generates = new Function('return true')() === true;
    } catch (error) {
      if (!(error instanceof EvalError)) throw error;
      generates = false;
    }
  }
  return generates;
}

/** The fault as an error with its line and column. */
export function errorOf(fault: Fault, source: string): CelError {
  return new CelError(fault.message, Math.max(0, fault.at), source);
}
