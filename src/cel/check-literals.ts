import type { Item, NodeOf } from './ast.ts';
import type { Checked, Checker } from './checker.ts';
import type { Ir } from './ir.ts';
import { candidates, type Scope } from './scope.ts';
import { fieldMismatch, mismatch, undeclared, undefinedField } from './problem.ts';
import { DYN, isDyn, isOptional, listOf, mapOf, optionalOf, type Type } from './types.ts';
import { CelMap, Fault, Optional, typeName, type Value } from './values.ts';
import { showKey } from './access.ts';

export function checkList(checker: Checker, { items, at }: NodeOf<'list'>, scope: Scope | undefined): Checked {
  let type: Type | undefined;
  const args = items.map((item) => {
    const one = visitItem(checker, item, scope);
    type = checker.join(type, one.type, item.value.at);
    return one.ir;
  });
  const optional = items.map((item) => item.optional);
  const listType = listOf(type ?? checker.fresh());
  if (!optional.includes(true) && args.every((arg) => arg.op === 'constant')) {
    const cost = args.reduce((sum, arg) => sum + (arg.cost ?? 0), 10);
    return { type: listType, ir: { op: 'constant', value: args.map((arg) => arg.value), cost } };
  }
  const run = optional.includes(true)
    ? (...values: Value[]) => keepPresent(values, optional)
    : (...values: Value[]) => values;
  return { type: listType, ir: { op: 'call', name: '[]', run, args, cost: 10, at } };
}

/** The item; where it is optional, what it holds. */
function visitItem(checker: Checker, { value, optional }: Item, scope: Scope | undefined): Checked {
  const item = checker.visit(value, scope);
  if (!optional) return item;
  const type = checker.resolved(item.type);
  if (isOptional(type)) return { type: type.of[0]!, ir: item.ir };
  if (!isDyn(type)) checker.complain(mismatch(optionalOf(type), type), value.at);
  return { type, ir: item.ir };
}

const notOptional = (value: Value): Fault =>
  new Fault(`no such overload: optional values are expected here, not ${typeName(value)}`);

function keepPresent(values: readonly Value[], optional: readonly boolean[]): Value {
  const kept: Value[] = [];
  for (const [i, value] of values.entries()) {
    if (!optional[i]) kept.push(value);
    else if (!(value instanceof Optional)) return notOptional(value);
    else if (value.value !== undefined) kept.push(value.value);
  }
  return kept;
}

export function checkMap(checker: Checker, { entries, at }: NodeOf<'map'>, scope: Scope | undefined): Checked {
  let keyType: Type | undefined;
  let valueType: Type | undefined;
  const args: Ir[] = [];
  for (const entry of entries) {
    const key = checker.visit(entry.key, scope);
    keyType = checker.join(keyType, key.type, entry.key.at);
    const value = visitItem(checker, entry, scope);
    valueType = checker.join(valueType, value.type, entry.value.at);
    args.push(key.ir, value.ir);
  }
  const optional = entries.map((entry) => entry.optional);
  const run = (...values: Value[]) => makeMap(values, optional);
  return {
    type: mapOf(keyType ?? checker.fresh(), valueType ?? checker.fresh()),
    ir: { op: 'call', name: '{}', run, args, cost: 30, at },
  };
}

function makeMap(values: readonly Value[], optional: readonly boolean[]): Value {
  const map = new CelMap();
  for (let i = 0; i < values.length; i += 2) {
    const key = values[i]!;
    const given = values[i + 1]!;
    const isOptional = optional[i / 2];
    if (isOptional && !(given instanceof Optional)) return notOptional(given);
    const value = isOptional ? (given as Optional).value : given;
    if (value === undefined) continue;
    const added = addKey(map, key, value);
    if (added) return added;
  }
  return map;
}

/** Adds an entry that must be new. */
export function addKey(map: CelMap, key: Value, value: Value): Fault | undefined {
  if (['string', 'bool', 'int', 'uint'].includes(typeName(key))) {
    return map.add(key, value) ? undefined : new Fault(`repeated key: "${showKey(key)}" is in the map already`);
  }
  return new Fault(`unsupported key type: ${typeName(key)} is no key of a map`);
}

export function checkStruct(checker: Checker, node: NodeOf<'struct'>, scope: Scope | undefined): Checked {
  const { types: provider, container = '' } = checker.environment.options;
  const name = candidates(container, node.name).find((candidate) => provider?.has(candidate));
  if (name === undefined || !provider?.construct)
    return checker.mistake(undeclared(node.name, container), node.at, 'it is no type that can be constructed');
  const construct = provider.construct.bind(provider);
  const args = node.fields.map((field) => {
    const value = visitItem(checker, field, scope);
    const type = provider.field(name, field.name);
    if (!type) checker.complain(undefinedField(field.name), field.at);
    else if (!checker.fits(type, value.type))
      checker.complain(fieldMismatch(field.name, type, checker.final(value.type)), field.at);
    return value.ir;
  });
  const run = (...values: Value[]): Value => {
    const fields = new Map<string, Value>();
    for (const [i, { name: field, optional }] of node.fields.entries()) {
      const value = values[i]!;
      if (!optional) fields.set(field, value);
      else if (!(value instanceof Optional)) return notOptional(value);
      else if (value.value !== undefined) fields.set(field, value.value);
    }
    return construct(name, fields) as Value;
  };
  return {
    type: checker.typeNamed(name) ?? DYN,
    ir: { op: 'call', name: `${name}{}`, run, args, cost: 40, at: node.at },
  };
}
