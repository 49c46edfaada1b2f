import type { Json, JsonObject } from '../model/json.ts';
import { equalJson, isObject } from '../std/value.ts';
import { type Budget, charge, sized } from './budget.ts';
import { callFunction, type FunctionWorld } from './functions/call.ts';
import { put } from './object.ts';
import { applyBinary, applyUnary } from './operators.ts';
import type { Expression, ForExpression, TemplatePart, TerraformFile } from './syntax.ts';
import {
  booleanOf,
  Deferred,
  failed,
  forced,
  isFailure,
  isOpen,
  isUnknown,
  textOf,
  unknown,
  type Value,
} from './value.ts';

/** Names that `for` and `dynamic` bind. */
interface Binding {
  readonly name: string;
  readonly value: Value;
  readonly outer: Binding | undefined;
}

/** What the names of an expression mean where it stands. */
export interface Scope {
  /** `var`, `local`, `module`, `data`, a type of resources ...; undefined for what is nothing of the kind. */
  readonly root: (name: string) => Value | undefined;
  readonly file: TerraformFile;
  readonly budget: Budget;
  readonly world: FunctionWorld;
  readonly bindings?: Binding | undefined;
  /** What `[*]` stands for. */
  readonly item?: Value;
}

export function bind(scope: Scope, name: string | undefined, value: Value): Scope {
  return name === undefined ? scope : { ...scope, bindings: { name, value, outer: scope.bindings } };
}

/** The value of an expression, all of it. Never throws: what can't be worked out is unknown. */
export function evaluate(expression: Expression, scope: Scope): Json {
  return forced(evaluateLazily(expression, scope));
}

type Evaluators = {
  readonly [K in Expression['kind']]: (expression: Expression & { kind: K }, scope: Scope) => Value;
};

const EVALUATORS: Evaluators = {
  literal: ({ value }) => value,
  template,
  variable,
  attribute: (expression, scope) => taken(evaluateLazily(expression.of, scope), expression.name, expression, scope),
  index,
  splat,
  item: (expression, scope) => scope.item ?? unknownHere(expression, scope),
  tuple: ({ items }, scope) =>
    sized(
      scope.budget,
      items.map((item) => evaluate(item, scope)),
    ),
  object,
  for: forExpression,
  call,
  unary: (expression, scope) =>
    applyUnary(expression.operator, evaluate(expression.of, scope)) ?? unknownHere(expression, scope),
  binary: (expression, scope) =>
    applyBinary(expression.operator, evaluate(expression.left, scope), () => evaluate(expression.right, scope)) ??
    unknownHere(expression, scope),
  conditional,
  broken: unknownHere,
};

/** Like `evaluate`, but a module or resource may come out with only its names looked at. */
export function evaluateLazily(expression: Expression, scope: Scope): Value {
  const { budget } = scope;
  if (budget.depth >= budget.maxDepth) budget.wasTooDeep = true;
  if (!charge(budget, 1) || budget.depth >= budget.maxDepth) return unknownHere(expression, scope);
  budget.depth++;
  try {
    const run = EVALUATORS[expression.kind] as (expression: Expression, scope: Scope) => Value;
    return run(expression, scope);
  } finally {
    budget.depth--;
  }
}

function unknownHere(expression: Expression, scope: Scope): Json {
  return unknown(sourceOf(expression, scope));
}

function sourceOf(expression: Expression, { file }: Scope): string {
  return file.text.slice(expression.start, expression.end);
}

function variable(expression: Expression & { kind: 'variable' }, scope: Scope): Value {
  const { name } = expression;
  for (let b = scope.bindings; b; b = b.outer) if (b.name === name) return b.value;
  return scope.root(name) ?? unknownHere(expression, scope);
}

/** What is at a key; undefined where that is not known. */
export function member(of: Value, key: string | number): Value | undefined {
  if (of instanceof Deferred) return of.get(key);
  if (isUnknown(of)) return undefined;
  if (Array.isArray(of)) {
    const at = typeof key === 'number' ? key : Number(key);
    return Number.isInteger(at) ? of[at] : undefined;
  }
  if (!isObject(of)) return undefined;
  const name = String(key);
  return Object.hasOwn(of, name) ? of[name] : undefined;
}

function index(expression: Expression & { kind: 'index' }, scope: Scope): Value {
  const of = evaluateLazily(expression.of, scope);
  const key = evaluate(expression.key, scope);
  if (typeof key !== 'string' && typeof key !== 'number') return unknownHere(expression, scope);
  return taken(of, key, expression, scope);
}

function taken(of: Value, key: string | number, expression: Expression, scope: Scope): Value {
  const value = member(of, key);
  if (value !== undefined) return value;
  if (isFailure(of)) return of;
  const isComputed = of instanceof Deferred || isUnknown(of) || isOpen(of);
  const source = sourceOf(expression, scope);
  return isComputed ? unknown(source) : failed(source);
}

/** A value that is no list is a list of one; null is an empty one. */
function splat(expression: Expression & { kind: 'splat' }, scope: Scope): Value {
  const of = evaluate(expression.of, scope);
  if (isUnknown(of)) return unknownHere(expression, scope);
  const items = Array.isArray(of) ? of : of === null ? [] : [of];
  return sized(
    scope.budget,
    items.map((item) => evaluate(expression.each, { ...scope, item })),
  );
}

function object(expression: Expression & { kind: 'object' }, scope: Scope): Value {
  const made: JsonObject = {};
  for (const entry of expression.entries) {
    const key = textOf(evaluate(entry.key, scope));
    if (key === undefined) return unknownHere(expression, scope);
    put(made, key, evaluate(entry.value, scope));
  }
  return sized(scope.budget, made);
}

function conditional(expression: Expression & { kind: 'conditional' }, scope: Scope): Value {
  const test = booleanOf(evaluate(expression.if, scope));
  if (test !== undefined) return evaluateLazily(test ? expression.yes : expression.no, scope);
  const [yes, no] = [evaluate(expression.yes, scope), evaluate(expression.no, scope)];
  return equalJson(yes, no) ? yes : unknownHere(expression, scope);
}

/** Pairs of key and value, as `for` goes through them; undefined where that is not known. */
export function pairsOf(value: Json): [Json, Json][] | undefined {
  if (isUnknown(value)) return undefined;
  if (Array.isArray(value)) return value.map((item, i) => [i, item]);
  if (!isObject(value) || isOpen(value)) return undefined;
  return Object.keys(value)
    .sort()
    .map((key) => [key, value[key] ?? null]);
}

function forExpression(expression: Expression & ForExpression, scope: Scope): Value {
  const pairs = pairsOf(evaluate(expression.in, scope));
  if (!pairs) return unknownHere(expression, scope);
  const list: Json[] = [];
  const made: JsonObject = {};
  for (const [key, value] of pairs) {
    if (!charge(scope.budget, 1)) return unknownHere(expression, scope);
    const inner = bind(bind(scope, expression.keyName, key), expression.valueName, value);
    if (expression.if) {
      const test = booleanOf(evaluate(expression.if, inner));
      if (test === undefined) return unknownHere(expression, scope);
      if (!test) continue;
    }
    const result = evaluate(expression.value, inner);
    if (!expression.key) {
      list.push(result);
      continue;
    }
    const name = textOf(evaluate(expression.key, inner));
    if (name === undefined) return unknownHere(expression, scope);
    const before = Object.hasOwn(made, name) ? made[name] : undefined;
    put(made, name, expression.grouped ? [...(Array.isArray(before) ? before : []), result] : result);
  }
  return sized(scope.budget, expression.key ? made : list);
}

function call(expression: Expression & { kind: 'call' }, scope: Scope): Value {
  const { name } = expression;
  if (name === 'try') return attempt(expression, scope);
  if (name === 'can') return canBe(expression, scope);
  if (name === 'templatefile' || name === 'templatestring') return templateFile(expression, scope);
  const args = argumentsOf(expression, scope);
  const result = args && callFunction(name.replace(/^core::/, ''), args, scope.world);
  if (result === undefined) return unknownHere(expression, scope);
  return sized(scope.budget, result);
}

function argumentsOf(expression: Expression & { kind: 'call' }, scope: Scope): Json[] | undefined {
  const args = expression.arguments.map((argument) => evaluate(argument, scope));
  if (!expression.spread) return args;
  const last = args.pop();
  return Array.isArray(last) ? [...args, ...last] : undefined;
}

function attempt(expression: Expression & { kind: 'call' }, scope: Scope): Value {
  for (const argument of expression.arguments) {
    const value = evaluateLazily(argument, scope);
    if (!isFailure(value)) return value;
  }
  return unknownHere(expression, scope);
}

function canBe(expression: Expression & { kind: 'call' }, scope: Scope): Value {
  const value = expression.arguments[0] ? evaluate(expression.arguments[0], scope) : null;
  if (isFailure(value)) return false;
  return isUnknown(value) ? unknownHere(expression, scope) : true;
}

/** A template of one interpolation is that value, whatever its type. */
function template(expression: Expression & { kind: 'template' }, scope: Scope): Value {
  const [only, ...others] = expression.parts;
  if (typeof only === 'object' && only.kind === 'value' && others.length === 0) return evaluateLazily(only.of, scope);
  const text = textOfParts(expression.parts, scope);
  return text === undefined ? unknownHere(expression, scope) : sized(scope.budget, text);
}

/** The text of a template's parts; undefined where some of it is not known. */
export function textOfParts(parts: readonly TemplatePart[], scope: Scope): string | undefined {
  let text = '';
  for (const part of parts) {
    const more = typeof part === 'string' ? part : textOfPart(part, scope);
    if (more === undefined || !charge(scope.budget, 1 + (more.length >> 4))) return undefined;
    text += more;
  }
  return text;
}

function textOfPart(part: Exclude<TemplatePart, string>, scope: Scope): string | undefined {
  if (part.kind === 'value') return textOf(evaluate(part.of, scope));
  if (part.kind === 'if') {
    const test = booleanOf(evaluate(part.if, scope));
    return test === undefined ? undefined : textOfParts(test ? part.yes : part.no, scope);
  }
  let text = '';
  const pairs = pairsOf(evaluate(part.in, scope));
  if (!pairs) return undefined;
  for (const [key, value] of pairs) {
    const more = textOfParts(part.body, bind(bind(scope, part.keyName, key), part.valueName, value));
    if (more === undefined) return undefined;
    text += more;
  }
  return text;
}

function templateFile(expression: Expression & { kind: 'call' }, scope: Scope): Value {
  const [first, names] = expression.arguments.map((argument) => evaluate(argument, scope));
  const { world } = scope;
  const text = typeof first !== 'string' || expression.name === 'templatestring' ? first : world.readFile?.(first);
  const template = typeof text === 'string' ? world.parseTemplate?.(text) : undefined;
  if (!template || !isObject(names) || isUnknown(names)) return unknownHere(expression, scope);
  const file: TerraformFile = { ...scope.file, text: template.text };
  let inner: Scope = { ...scope, file, root: () => undefined, bindings: undefined };
  for (const [name, value] of Object.entries(names)) inner = bind(inner, name, value ?? null);
  const result = evaluate(template.expression, inner);
  return isUnknown(result) ? unknownHere(expression, scope) : result;
}
