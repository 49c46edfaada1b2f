import type { Json, JsonObject } from '../model/json.ts';
import { isObject } from '../std/value.ts';
import { put } from './object.ts';
import type { Expression } from './syntax.ts';
import { booleanOf, isOpen, isUnknown, numberOf, textOf } from './value.ts';

type Evaluate = (expression: Expression) => Json;

const SIMPLE: Readonly<Record<string, (value: Json) => Json | undefined>> = {
  string: textOf,
  number: numberOf,
  bool: booleanOf,
};

/** A variable's value as its `type` makes it: `"true"` a flag, what is left out its `optional` default. */
export function convert(value: Json, type: Expression | undefined, evaluate: Evaluate): Json {
  if (!type || value === null || isUnknown(value) || isOpen(value)) return value;
  if (type.kind === 'variable') return SIMPLE[type.name]?.(value) ?? value;
  if (type.kind !== 'call') return value;
  return COMPOUND[type.name]?.(value, type.arguments[0], evaluate) ?? value;
}

type Convert = (value: Exclude<Json, null>, inner: Expression | undefined, evaluate: Evaluate) => Json | undefined;

function items(value: Json, inner: Expression | undefined, evaluate: Evaluate): Json | undefined {
  return Array.isArray(value) ? value.map((item) => convert(item, inner, evaluate)) : undefined;
}

const COMPOUND: Readonly<Record<string, Convert>> = {
  optional: convert,
  list: items,
  set: items,
  map: (value, inner, evaluate) =>
    isObject(value) ? mapped(value, (item) => convert(item, inner, evaluate)) : undefined,
  tuple: (value, inner, evaluate) =>
    Array.isArray(value) && inner?.kind === 'tuple'
      ? value.map((item, i) => convert(item, inner.items[i], evaluate))
      : undefined,
  object: (value, inner, evaluate) =>
    inner?.kind === 'object' && isObject(value) ? toObject(value, inner, evaluate) : undefined,
};

function mapped(value: JsonObject, change: (item: Json) => Json): JsonObject {
  const made: JsonObject = {};
  for (const [key, item] of Object.entries(value)) put(made, key, change(item ?? null));
  return made;
}

function toObject(value: JsonObject, type: Expression & { kind: 'object' }, evaluate: Evaluate): JsonObject {
  const made: JsonObject = {};
  for (const { key, value: inner } of type.entries) {
    const name = key.kind === 'literal' ? String(key.value) : '';
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    const isOptional = inner.kind === 'call' && inner.name === 'optional';
    if (given !== undefined && given !== null) put(made, name, convert(given, inner, evaluate));
    else if (isOptional) put(made, name, byDefault(inner.arguments, evaluate));
    else if (given === null) put(made, name, null);
  }
  return made;
}

function byDefault([type, value]: readonly Expression[], evaluate: Evaluate): Json {
  return value ? convert(evaluate(value), type, evaluate) : null;
}
