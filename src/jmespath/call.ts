import type { Json } from '../model/json.ts';
import type { NodeOf } from './ast.ts';
import { FunctionFailure, JmespathError } from './error.ts';
import { hasType, typeName, type Argument, type Functions, type JmespathFunction } from './function.ts';
import type { Run } from './run.ts';

/** A function where it is called. */
export interface Callee {
  readonly name: string;
  readonly at: number;
  readonly code: JmespathFunction;
}

/** @throws JmespathError for a function that is not known, or that takes another number of arguments. */
export function calleeOf({ name, at, items }: NodeOf<'call'>, functions: Functions): Callee {
  const code = functions.get(name);
  if (!code) throw new JmespathError('unknown-function', `there is no function ${name}()`, at);
  const { takes, variadic } = code;
  const fits = variadic ? items.length >= takes.length : items.length === takes.length;
  if (!fits) {
    const wanted = `${variadic ? 'at least ' : ''}${takes.length}`;
    throw new JmespathError('invalid-arity', `${name}() takes ${wanted} arguments, not ${items.length}`, at);
  }
  return { name, at, code };
}

/** @throws JmespathError `invalid-type` for arguments of other types, and what the function itself says. */
export function call(callee: Callee, args: readonly Argument[], run: Run): Json {
  const { takes } = callee.code;
  for (let i = 0; i < args.length; i++) {
    const types = takes[Math.min(i, takes.length - 1)]!;
    if (hasType(args[i]!, types)) continue;
    const message = `${callee.name}(): argument ${i + 1} must be ${types.join(' or ')}, not ${typeName(args[i]!)}`;
    throw new JmespathError('invalid-type', message, callee.at);
  }
  try {
    return callee.code.run(args, run);
  } catch (error) {
    if (!(error instanceof FunctionFailure)) throw error;
    throw new JmespathError(error.code, `${callee.name}(): ${error.message}`, callee.at, error);
  }
}
