import type { Json } from '../model/json.ts';
import { toClosure, type Evaluate } from './closures.ts';
import type { Node } from './ast.ts';
import { DIALECTS, type Dialect, type DialectName } from './dialect.ts';
import { FunctionFailure, JmespathError } from './error.ts';
import { toCode } from './generate.ts';
import { missingField } from './missing.ts';
import { parse } from './parse.ts';
import { Run, type Context } from './run.ts';

export type { Context } from './run.ts';
export type { DialectName } from './dialect.ts';
export { JmespathError } from './error.ts';

export interface CompileOptions {
  /** `standard` unless told: there, a key that is missing is null. */
  readonly dialect?: DialectName;
  /** False: closures rather than generated code. By default, code where the process may generate it. */
  readonly generate?: boolean;
}

/** A compiled expression; may be evaluated any number of times. */
export interface Query {
  readonly expression: string;
  /**
   * The value; undefined where Kyverno's dialect says "not found". Values may share parts with the data: they are read, never
   * changed. @throws JmespathError
   */
  evaluate(data: Json, context?: Context): Json | undefined;
  /** As `evaluate`, with an error of the code `not-found` that names the key. @throws JmespathError */
  require(data: Json, context?: Context): Json;
}

const NO_CONTEXT: Context = {};

/** Reads and compiles an expression. @throws JmespathError with the offset of what is wrong. */
export function compileJmespath(expression: string, options: CompileOptions = {}): Query {
  const node = parse(expression);
  const dialect = DIALECTS[options.dialect ?? 'standard'];
  const compiled = options.generate === undefined ? warmed(node, dialect) : compile(node, dialect, options.generate);
  const evaluate = (data: Json, context = NO_CONTEXT) => bounded(compiled, data, new Run(context));
  return {
    expression,
    evaluate,
    require(data, context = NO_CONTEXT) {
      const value = evaluate(data, context);
      if (value !== undefined) return value;
      const field = missingField(node, data, dialect, new Run(context));
      throw new JmespathError('not-found', `Unknown key "${field?.name}" in path`, field?.at);
    },
  };
}

function compile(node: Node, dialect: Dialect, generate: boolean): Evaluate {
  return generate ? toCode(node, dialect) : toClosure(node, dialect);
}

/** Expressions of tests run a few times: making JavaScript of one pays from here on. */
const RUNS_BEFORE_CODE = 30;

/** Runs as closures until it has run often enough for generated code. */
function warmed(node: Node, dialect: Dialect): Evaluate {
  let compiled = compile(node, dialect, false);
  let left = mayGenerate() ? RUNS_BEFORE_CODE : Number.POSITIVE_INFINITY;
  return (data, run) => {
    if (left > 0 && --left === 0) compiled = compile(node, dialect, true);
    return compiled(data, run);
  };
}

/** A stack that ends is one more limit: of data nested too deep for functions that walk it. */
function bounded(compiled: Evaluate, data: Json, run: Run): Json | undefined {
  try {
    return compiled(data, run);
  } catch (error) {
    if (error instanceof RangeError) throw new JmespathError('too-large', error.message, 0, error);
    if (error instanceof FunctionFailure) throw new JmespathError(error.code, error.message, 0, error);
    throw error;
  }
}

let generates: boolean | undefined;

/** Whether the process allows code from strings (`--disallow-code-generation-from-strings` does not). */
function mayGenerate(): boolean {
  if (generates === undefined) {
    try {
      // oxlint-disable-next-line typescript/no-implied-eval, no-new -- asks for the permission
      new Function('');
      generates = true;
    } catch {
      generates = false;
    }
  }
  return generates;
}
