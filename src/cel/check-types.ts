import { check } from './checker.ts';
import type { Environment } from './environment.ts';
import { CelError, placeOf } from './error.ts';
import { parse } from './parser.ts';
import { inOrder, type Problem } from './problem.ts';
import { ERROR, type Type } from './types.ts';

export interface TypeProblem extends Problem {
  /** From 1. */
  readonly line: number;
  /** In characters, from 1. */
  readonly column: number;
}

export interface TypeCheck {
  /** The type of the whole expression; `!error!` where a mistake hides it. */
  readonly type: Type;
  /** Every mistake, in the order of the source; empty where the expression compiles. */
  readonly problems: readonly TypeProblem[];
}

/**
 * Checks an expression against declared variables without compiling it. Never throws: what does not parse is a problem too.
 * Problems are worded and placed as cel-go does for the warnings of admission policies: `undefined field 'replcias'` at the
 * dot, `found no matching overload for '_==_' applied to '(int, string)'` at the operator. Where a part has a mistake, what
 * is around it is checked as if that part were of any type.
 */
export function checkTypes(expression: string, declarations: Environment): TypeCheck {
  try {
    const { type, problems } = check(parse(expression), declarations);
    return { type, problems: inOrder(problems).map((problem) => ({ ...problem, ...placeOf(expression, problem.at) })) };
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    const { message, at, line, column } = error;
    return { type: ERROR, problems: [{ message, hint: '', at, line, column }] };
  }
}

/** Most problems that are shown of one expression, as cel-go has it. */
const MOST_SHOWN = 100;
/** Longer lines are not shown. */
const LONGEST_LINE = 16_384;

/** The problems with the lines they are in and a caret below the place: how cel-go prints them. */
export function showProblems(problems: readonly TypeProblem[], expression: string): string {
  const lines = expression.split('\n');
  const shown = problems.slice(0, MOST_SHOWN).map((problem) => showProblem(problem, lines[problem.line - 1] ?? ''));
  const rest = problems.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more errors were truncated`] : [])].join('\n');
}

function showProblem({ message, line, column }: TypeProblem, source: string): string {
  const head = `ERROR: <input>:${line}:${column}: ${message}`;
  if (source.length > LONGEST_LINE) return head;
  const text = source.replaceAll('\t', ' ');
  const before = Array.from(text).slice(0, column - 1);
  const [marked = ''] = Array.from(text).slice(column - 1);
  const dots = before.map((char) => (char > '\u007f' ? '\uff0e' : '.')).join('');
  return `${head}\n | ${text}\n | ${dots}${marked > '\u007f' ? '\uff3e' : '^'}`;
}
