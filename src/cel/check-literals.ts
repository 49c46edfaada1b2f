import type { Item, NodeOf } from './ast.ts';
import type { Checked, Checker, Typed } from './checker.ts';
import { LIST_COST, MAP_COST, STRUCT_COST } from './cost.ts';
import type { Ir } from './ir.ts';
import { candidates, type Scope } from './scope.ts';
import { fieldMismatch, mismatch, undeclared, undefinedField } from './problem.ts';
import { DYN, isDyn, isOptional, listOf, mapOf, optionalOf, type Type } from './types.ts';
import { CelMap, Fault, Optional, typeName, type Value } from './values.ts';
import { showKey } from './access.ts';

export function checkList(checker: Checker, { items, at }: NodeOf<'list'>, scope: Scope | undefined): Checked {
  let type: Type | undefined;
  const checked = items.map((item) => visitItem(checker, item, scope));
  for (const item of checked) type = checker.join(type, item.type);
  checker.expectAlike(checked.map((item, i) => ({ type: item.type, at: items[i]!.value.at })));
  const args = checked.map(({ ir }) => ir);
  const optional = items.map((item) => item.optional);
  const listType = listOf(type ?? checker.fresh());
  const run = optional.includes(true)
    ? (...values: Value[]) => keepPresent(values, optional)
    : (...values: Value[]) => values;
  return { type: listType, ir: { op: 'call', name: '[]', run, args, cost: LIST_COST, overloads: [], at } };
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
  const [keys, values]: [Typed[], Typed[]] = [[], []];
  for (const entry of entries) {
    const key = checker.visit(entry.key, scope);
    keyType = checker.join(keyType, key.type);
    const value = visitItem(checker, entry, scope);
    valueType = checker.join(valueType, value.type);
    args.push(key.ir, value.ir);
    keys.push({ type: key.type, at: entry.key.at });
    values.push({ type: value.type, at: entry.value.at });
  }
  checker.expectAlike(keys);
  checker.expectAlike(values);
  const optional = entries.map((entry) => entry.optional);
  const run = (...parts: Value[]) => makeMap(parts, optional);
  return {
    type: mapOf(keyType ?? checker.fresh(), valueType ?? checker.fresh()),
    ir: { op: 'call', name: '{}', run, args, cost: MAP_COST, overloads: [], at },
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
    ir: { op: 'call', name: `${name}{}`, run, args, cost: STRUCT_COST, overloads: [], at: node.at },
  };
}
