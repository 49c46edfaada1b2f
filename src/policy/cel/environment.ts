import { bundleOf, type Bundle } from '../../cel/bundle.ts';
import { environmentOf, type Environment } from '../../cel/environment.ts';
import { CelError } from '../../cel/error.ts';
import { ALL_LIBRARIES } from '../../cel/libraries.ts';
import { mayGenerate, programOf, readExpression, type Program, type Readied } from '../../cel/program.ts';
import { readPaths, type ReadPath } from '../../cel/reads.ts';
import type { Variables } from '../../cel/runtime.ts';
import { DYN, opaque, type Type, type TypeProvider } from '../../cel/types.ts';
import type { Value } from '../../cel/values.ts';
import type { Path } from '../../model/json.ts';
import { isAnswerType, writtenAnswer } from '../functions/answers.ts';
import { FUNCTIONS } from '../functions/libraries.ts';
import { RECEIVERS } from '../functions/receiver.ts';
import { verification } from '../images/verifier.ts';
import { PolicyProblem } from '../problem.ts';
import { WORLD } from './world.ts';

const NAMES = [
  'object',
  'oldObject',
  'request',
  'namespaceObject',
  'params',
  'variables',
  'authorizer',
  'authorizer.requestResource',
  'images',
  'exceptions',
  'target',
  'ref',
  'attestors',
  'attestations',
];

/** Those whose values are what JSON says. */
const JSON_NAMES = ['object', 'oldObject', 'request', 'namespaceObject', 'params', 'target'];

/** `Object{}`, `Object.spec{}` and `JSONPatch{}`, which mutations are written with: any field, made as plain maps. */
const PATCHES: TypeProvider = {
  field: () => DYN,
  has: isPatchType,
  construct: (type, fields) => writtenAnswer(type) ?? Object.fromEntries(fields),
};

function isPatchType(type: string): boolean {
  return type === 'JSONPatch' || type === 'Object' || type.startsWith('Object.') || isAnswerType(type);
}

let known: Environment | undefined;

function environment(): Environment {
  return (known ??= environmentOf({
    variables: variables(),
    libraries: [...ALL_LIBRARIES, WORLD, ...FUNCTIONS, verification],
    types: PATCHES,
    json: JSON_NAMES,
  }));
}

function variables(): Record<string, Type> {
  const types: Record<string, Type> = Object.fromEntries(NAMES.map((name) => [name, DYN]));
  for (const [name, type] of Object.entries(RECEIVERS)) types[name] = opaque(type);
  types['generator'] = opaque('kyverno.generator');
  return types;
}

/** An expression of a policy. */
export interface CelText extends Program {
  /** What it reads of its variables. */
  readonly reads: () => readonly ReadPath[];
  readonly readied: Readied;
}

const programs = new Map<string, CelText>();
const MOST_KNOWN = 5000;

/** Compiles an expression of a policy; the same text is compiled once. @throws PolicyProblem with the place in the document */
export function compileCelText(source: string, path: Path): CelText {
  const found = programs.get(source);
  if (found) return found;
  try {
    const program = warmed(readExpression(source, environment()));
    if (programs.size >= MOST_KNOWN) programs.clear();
    programs.set(source, program);
    return program;
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    throw new PolicyProblem(
      `The expression cannot be compiled: ${error.line}:${error.column}: ${error.message}.`,
      path,
      error,
    );
  }
}

/** Expressions of tests run a few times: making JavaScript of one pays from here on. */
const RUNS_BEFORE_CODE = 100;

const codeFrom = (): number => (mayGenerate() ? RUNS_BEFORE_CODE : Number.POSITIVE_INFINITY);

/** Runs as closures, made when it first runs, until it has run often enough for generated code. */
function warmed(readied: Readied): CelText {
  let program: Program | undefined;
  let left = codeFrom();
  const current = (): Program => {
    if (left === 0) return program!;
    left--;
    if (left === 0) program = programOf(readied, environment(), 'javascript');
    return (program ??= programOf(readied, environment(), 'closures'));
  };
  return {
    source: readied.source,
    type: readied.type,
    readied,
    reads: () => readPaths(readied.ir),
    run: (variables, limit) => current().run(variables, limit),
    evaluate: (variables) => current().evaluate(variables),
  };
}

/** What an expression of several gave that is not true. */
export interface Unmet {
  readonly index: number;
  readonly value: Value;
}

/** Runs expressions that all have to hold, and gives the first that does not; those that run often share what they read. */
export function firstUnmet(texts: readonly CelText[]): (variables: Variables) => Unmet | undefined {
  let bundle: Bundle | undefined;
  let left = texts.length > 1 ? codeFrom() : Number.POSITIVE_INFINITY;
  return (variables) => {
    if (left > 0) {
      left--;
      return inOrder(texts, variables);
    }
    bundle ??= bundleOf(
      texts.map(({ readied }) => readied),
      environment(),
    );
    const values = bundle.evaluate(variables);
    const index = values.findIndex((value) => value !== true);
    return index < 0 ? undefined : { index, value: values[index]! };
  };
}

function inOrder(texts: readonly CelText[], variables: Variables): Unmet | undefined {
  for (const [index, text] of texts.entries()) {
    const value = text.evaluate(variables);
    if (value !== true) return { index, value };
  }
  return undefined;
}
