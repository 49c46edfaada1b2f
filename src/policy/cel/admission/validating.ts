import { CALL_LIMIT, POLICY_BUDGET } from '../../../cel/cost.ts';
import type { Program } from '../../../cel/program.ts';
import type { Json, JsonObject, Path } from '../../../model/json.ts';
import { asList, asObject, asString } from '../../../std/value.ts';
import { PolicyProblem } from '../../problem.ts';
import { pointerOf, type Pointer } from '../places.ts';
import {
  activationOf,
  evaluateAll,
  noteUnknown,
  OUT_OF_BUDGET,
  type Evaluation,
  type Input,
  type Variable,
} from './activation.ts';
import { compileEntry } from './conditions.ts';
import { compileAdmissionExpression, type Names } from './environment.ts';

/** Why a request is refused. */
export type Reason = 'Invalid' | 'Forbidden' | 'RequestEntityTooLarge';

/** What one validation says: nothing where it holds. */
export interface Decision {
  readonly message: string;
  readonly reason: Reason;
  /** It could not be evaluated, and the failure policy refuses what cannot be. */
  readonly isError: boolean;
  /** Number of the validation. */
  readonly index: number;
  /** The field of the object that it is about, where there is one. */
  readonly path?: Path;
}

export interface AuditAnnotation {
  readonly key: string;
  readonly value: string;
}

export interface Verdict {
  readonly decisions: readonly Decision[];
  readonly annotations: readonly AuditAnnotation[];
  /** Errors of audit annotations, which refuse the request whatever the binding's actions are. */
  readonly annotationErrors: readonly string[];
  /** Errors that the failure policy Ignore passes over. */
  readonly ignored: readonly string[];
}

interface Validation {
  readonly program: Program;
  readonly pointer: Pointer;
  readonly messageProgram: Program | undefined;
  readonly message: string;
  readonly reason: Reason;
}

/** The body of a ValidatingAdmissionPolicy. */
export type Validate = (input: Input, ignores: boolean) => Verdict;

/** `validations` and `auditAnnotations` (k8s.io/apiserver, policy/validating/validator.go). @throws PolicyProblem */
export function compileValidations(
  spec: JsonObject,
  names: Names,
  variables: readonly Variable[],
  path: Path,
): Validate {
  const validations = asList(spec['validations']).map((item, i) =>
    compileOne(item, names, variables, [...path, 'validations', i]),
  );
  const annotations = asList(spec['auditAnnotations']).map((item, i) => ({
    key: asString(asObject(item)['key']) ?? '',
    program: compileEntry(item, 'valueExpression', 'annotation', names, [...path, 'auditAnnotations', i]),
  }));
  if (validations.length + annotations.length === 0)
    throw new PolicyProblem('The policy has neither validations nor auditAnnotations.', path);
  return (input, ignores) => {
    const validated = validate(validations, input, ignores);
    const annotated = annotate(annotations, input);
    if (!annotated) return { ...failedAltogether(ignores, OUT_OF_BUDGET), annotations: [], annotationErrors: [] };
    return { ...validated, ...published(annotated, ignores), ...withIgnored(validated, annotated, ignores) };
  };
}

const REASONS: ReadonlySet<string> = new Set(['Invalid', 'Forbidden', 'RequestEntityTooLarge']);

function compileOne(item: Json, names: Names, variables: readonly Variable[], path: Path): Validation {
  const entry = asObject(item);
  const messageSource = asString(entry['messageExpression']);
  const reason = asString(entry['reason']) ?? 'Invalid';
  if (!REASONS.has(reason)) throw new PolicyProblem(`The reason ${reason} is not supported.`, [...path, 'reason']);
  const forMessages = { ...names, hasAuthorizer: false };
  const program = compileEntry(item, 'expression', 'condition', names, path);
  return {
    program,
    pointer: pointerOf(program, variables),
    messageProgram: messageSource
      ? compileAdmissionExpression(messageSource, 'message', forMessages, [...path, 'messageExpression'])
      : undefined,
    message: asString(entry['message'])?.trim() ?? '',
    reason: reason as Reason,
  };
}

type Validated = Pick<Verdict, 'decisions' | 'ignored'>;

function failedAltogether(ignores: boolean, message: string): Validated {
  const error: Decision = { message, reason: 'Invalid', isError: true, index: 0 };
  return ignores ? { decisions: [], ignored: [message] } : { decisions: [error], ignored: [] };
}

/** All validations, then all message expressions with what is left of the budget. */
function validate(validations: readonly Validation[], input: Input, ignores: boolean): Validated {
  const evaluated = evaluateAll(
    validations.map(({ program }) => program),
    activationOf(input),
    POLICY_BUDGET,
  );
  if (!evaluated) return failedAltogether(ignores, OUT_OF_BUDGET);
  noteUnknown(
    evaluated.list.flatMap((one) => ('error' in one ? [one.error] : [])),
    input.world,
  );
  const messages = messagesFor(validations, evaluated.list, input, evaluated.budget);
  const decisions: Decision[] = [];
  const ignored: string[] = [];
  for (const [index, validation] of validations.entries()) {
    const found = evaluated.list[index]!;
    const error = 'error' in found ? found.error : messages ? undefined : `failed messageExpression: ${OUT_OF_BUDGET}`;
    if (error !== undefined && ignores) ignored.push(error);
    else if (error !== undefined) decisions.push({ message: error, reason: 'Invalid', isError: true, index });
    else if ('value' in found && found.value !== true) {
      const message = messageOf(validation, messages?.[index]);
      const path = validation.pointer(input.object);
      decisions.push({ message, reason: validation.reason, isError: false, index, ...(path && { path }) });
    }
  }
  return { decisions, ignored };
}

/** Undefined where they use up the budget. Where every validation holds, nothing asks for them but that. */
function messagesFor(
  validations: readonly Validation[],
  found: readonly Evaluation[],
  input: Input,
  budget: number,
): readonly Evaluation[] | undefined {
  const programs = validations.map(({ messageProgram }) => messageProgram);
  if (programs.every((program) => !program)) return [];
  const allHold = found.every((one) => 'value' in one && one.value === true);
  if (allHold && budget >= CALL_LIMIT * (programs.length + input.variables.length)) return [];
  return evaluateAll(programs, activationOf(input, false), budget)?.list;
}

const LONGEST_MESSAGE = 5 * 1024;

/** A message expression that fails, or gives no one-line text, gives way to the message, and that to the expression. */
function messageOf({ message, program }: Validation, evaluated: Evaluation | undefined): string {
  const text = evaluated && 'value' in evaluated && typeof evaluated.value === 'string' ? evaluated.value.trim() : '';
  const fits = text !== '' && byteLength(text) <= LONGEST_MESSAGE && !text.includes('\n');
  if (fits) return text;
  return message || `failed expression: ${program.source.trim()}`;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

interface Annotated {
  readonly key: string;
  readonly found: Evaluation;
}

function annotate(
  annotations: readonly { readonly key: string; readonly program: Program }[],
  input: Input,
): Annotated[] | undefined {
  if (annotations.length === 0) return [];
  // The server gives them no authorizer (validator.go: OptionalVariableBindings without one).
  const evaluated = evaluateAll(
    annotations.map(({ program }) => program),
    activationOf(input, false),
    POLICY_BUDGET,
  );
  return evaluated?.list.map((found, i) => ({ key: annotations[i]!.key, found }));
}

function published(
  annotated: readonly Annotated[],
  ignores: boolean,
): Pick<Verdict, 'annotations' | 'annotationErrors'> {
  const annotations = annotated.flatMap(({ key, found }) => {
    const value = 'value' in found && typeof found.value === 'string' ? found.value.trim() : '';
    return value === '' ? [] : [{ key, value }];
  });
  return { annotations, annotationErrors: ignores ? [] : errorsOf(annotated) };
}

function withIgnored(
  validated: Validated,
  annotated: readonly Annotated[],
  ignores: boolean,
): Pick<Verdict, 'ignored'> {
  return { ignored: ignores ? [...validated.ignored, ...errorsOf(annotated)] : validated.ignored };
}

function errorsOf(annotated: readonly Annotated[]): string[] {
  return annotated.flatMap(({ found }) => ('error' in found ? [found.error] : []));
}
