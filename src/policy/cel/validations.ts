import type { Program } from '../../cel/program.ts';
import { Fault } from '../../cel/values.ts';
import type { Json, Path } from '../../model/json.ts';
import { asList, asObject, asString } from '../../std/value.ts';
import { result, type Result } from '../kyverno/result.ts';
import { PolicyProblem } from '../problem.ts';
import { compileCelText, firstUnmet, type CelText } from './environment.ts';
import { pointerOf, type NamedTexts, type Pointer } from './places.ts';
import type { CelScope } from './run.ts';

interface Validation {
  readonly program: CelText;
  readonly source: string;
  readonly message: string;
  readonly messageProgram: Program | undefined;
  readonly pointer: Pointer;
}

/** The verdict of a list of validations: the first that is false or fails to run decides. */
export type Validations = (scope: CelScope) => Result;

export interface ValidationsContext {
  /** Said where a validation has no message. */
  readonly fallback?: string;
  /** The variables that expressions may name. */
  readonly variables?: NamedTexts;
}

export function compileValidations(
  list: Json | undefined,
  path: Path,
  { fallback = '', variables = [] }: ValidationsContext = {},
): Validations {
  const validations = asList(list).map((item, i) => compileOne(item, [...path, i], variables));
  if (validations.length === 0) throw new PolicyProblem('There is no expression to validate with.', path);
  const unmetIn = firstUnmet(validations.map(({ program }) => program));
  return (scope) => {
    const unmet = unmetIn(scope);
    if (!unmet) return result('pass', 'validation passed');
    const { value } = unmet;
    const validation = validations[unmet.index]!;
    if (value === false) return failure(validation, scope, fallback);
    const why = value instanceof Fault ? value.message : 'is no bool';
    return result('error', `expression "${validation.source}": ${why}`);
  };
}

function failure(validation: Validation, scope: CelScope, fallback: string): Result {
  const path = validation.pointer((scope['object'] ?? null) as Json);
  return result('fail', messageOf(validation, scope, fallback), path && { path });
}

function compileOne(item: Json, path: Path, variables: NamedTexts): Validation {
  const entry = asObject(item);
  const source = asString(entry['expression'])?.trim();
  if (!source) throw new PolicyProblem('An expression is missing.', path);
  const messageSource = asString(entry['messageExpression']);
  const program = compileCelText(source, [...path, 'expression']);
  return {
    source,
    program,
    pointer: pointerOf(program, variables),
    message: asString(entry['message'])?.trim() ?? '',
    messageProgram: messageSource ? compileCelText(messageSource, [...path, 'messageExpression']) : undefined,
  };
}

/** As Kubernetes has it: a message expression that fails, or gives no one-line text, gives way to the message. */
function messageOf({ messageProgram, message, source }: Validation, scope: CelScope, fallback: string): string {
  const text = messageProgram?.evaluate(scope);
  if (typeof text === 'string' && text.trim() !== '' && !text.includes('\n')) return text.trim();
  return message || fallback || `failed expression: ${source}`;
}
