import type { Json, JsonObject, Path } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';
import { EvaluationError, PolicyProblem } from '../problem.ts';
import { readQuery } from './query.ts';
import type { Scope } from './scope.ts';

/** A value with `{{ }}` in it, read once. */
export interface Template {
  /** Whether the value is to be resolved: it has variables, or braces that are escaped. */
  readonly dynamic: boolean;
  /** The value for one object. `self` is what `@` stands for. @throws EvaluationError */
  resolve(scope: Scope, self?: Self): Json;
}

/** The value that a patch is about to change, for `{{ @ }}`, by the path in the patch. */
export type Self = (path: Path) => Json | undefined;

const DEEPEST = 100;

/** @throws PolicyProblem with the place of an expression that cannot be read. */
export function compileTemplate(value: Json, at: Path = [], inside: Path = []): Template {
  if (inside.length > DEEPEST) throw new PolicyProblem(`The value nests more than ${DEEPEST} levels.`, at);
  if (typeof value === 'string') return compileText(value, at, inside);
  if (Array.isArray(value)) return compileItems(value, at, inside);
  return isObject(value) ? compileEntries(value, at, inside) : fixed(value);
}

function fixed(value: Json): Template {
  return { dynamic: false, resolve: () => value };
}

function compileItems(list: readonly Json[], at: Path, inside: Path): Template {
  const items = list.map((item, i) => compileTemplate(item, [...at, i], [...inside, i]));
  if (!items.some((item) => item.dynamic)) return fixed(list as Json[]);
  return { dynamic: true, resolve: (scope, self) => items.map((item) => item.resolve(scope, self)) };
}

function compileEntries(object: JsonObject, at: Path, inside: Path): Template {
  const entries = Object.entries(object).map(([key, value]) => ({
    key: compileText(key, [...at, key], inside),
    value: compileTemplate(value ?? null, [...at, key], [...inside, key]),
  }));
  if (!entries.some(({ key, value }) => key.dynamic || value.dynamic)) return fixed(object);
  const resolve: Template['resolve'] = (scope, self) =>
    Object.fromEntries(entries.map(({ key, value }) => [asText(key.resolve(scope, self)), value.resolve(scope, self)]));
  return { dynamic: true, resolve };
}

function compileText(text: string, at: Path, inside: Path): Template {
  if (!text.includes('{{')) return fixed(text);
  const parts = readParts(text, at, 0);
  const [only] = parts;
  if (only === undefined) return fixed('');
  const pieces = parts.map((part) => (typeof part === 'string' ? part : compilePart(part, at, inside)));
  const [first] = pieces;
  if (first === undefined || pieces.every((piece) => typeof piece === 'string')) {
    const plain = pieces.join('');
    return { dynamic: plain !== text, resolve: () => plain };
  }
  if (pieces.length === 1 && typeof first === 'function') return { dynamic: true, resolve: first };
  return {
    dynamic: true,
    resolve: (scope, self) =>
      pieces.map((piece) => (typeof piece === 'string' ? piece : asText(piece(scope, self)))).join(''),
  };
}

/** Text between variables, and the parts of a variable: it may have variables inside. */
type Part = string | readonly Part[];

const MOST_NESTED = 10;

function readParts(text: string, at: Path, depth: number): Part[] {
  if (depth > MOST_NESTED) throw new PolicyProblem(`Variables nest more than ${MOST_NESTED} levels.`, at);
  const parts: Part[] = [];
  let literal = '';
  for (let i = 0; i < text.length;) {
    if (text.startsWith('\\{{', i)) {
      literal += '{{';
      i += 3;
      continue;
    }
    const end = text.startsWith('{{', i) ? closing(text, i) : -1;
    if (end < 0) literal += text[i++];
    else {
      if (literal !== '') parts.push(literal);
      literal = '';
      parts.push(readParts(text.slice(i + 2, end - 2), at, depth + 1));
      i = end;
    }
  }
  if (literal !== '') parts.push(literal);
  return parts;
}

/** The offset behind the braces that close those at `start`; -1 where nothing does. */
function closing(text: string, start: number): number {
  let open = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '{') open++;
    else if (text[i] === '}' && --open === 0) return i + 1;
  }
  return -1;
}

function compilePart(part: readonly Part[], at: Path, inside: Path): Template['resolve'] {
  const [only = ''] = part;
  if (part.length > 1 || typeof only !== 'string') return nested(part, at, inside);
  const text = only.trim();
  readQuery(text, at);
  const evaluate = (scope: Scope, self: Self | undefined): Json => query(text, scope, self, inside);
  return evaluate;
}

function nested(part: readonly Part[], at: Path, inside: Path): Template['resolve'] {
  const pieces = part.map((piece) => (typeof piece === 'string' ? piece : compilePart(piece, at, inside)));
  return (scope, self) => {
    const text = pieces.map((piece) => (typeof piece === 'string' ? piece : asText(piece(scope, self)))).join('');
    return query(text.trim(), scope, self, inside);
  };
}

function query(text: string, scope: Scope, self: Self | undefined, inside: Path): Json {
  const value = self && text.startsWith('@') ? ofSelf(text, scope, self(inside)) : scope.query(text);
  if (value === undefined) throw new EvaluationError(`failed to resolve ${text}: ${scope.missing(text)}`);
  return value;
}

function ofSelf(text: string, scope: Scope, self: Json | undefined): Json | undefined {
  if (self === undefined) throw new EvaluationError(`failed to resolve ${text}: the object has nothing there`);
  return scope.queryOn(text, self);
}

export function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
