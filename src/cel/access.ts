import { equals, numeric } from './compare.ts';
import {
  CelMap,
  CelObject,
  Fault,
  Optional,
  Special,
  TypeValue,
  Uint,
  Double,
  getIn,
  isMap,
  isPlain,
  mapKey,
  typeName,
  type Value,
} from './values.ts';

const missing = (name: string): Fault => new Fault(`no such key: there is no "${name}"`);

/** `of.field` */
export function select(of: Value, field: string): Value {
  if (of instanceof Special) return selectSpecial(of, field);
  if (isPlain(of)) {
    const found = Object.hasOwn(of, field) ? of[field] : undefined;
    return found === undefined ? missing(field) : found;
  }
  return new Fault(`no such overload: ${typeName(of)} has no fields, asked for "${field}"`);
}

function selectSpecial(of: Special, field: string): Value {
  if (of instanceof Fault) return of;
  if (of instanceof CelMap) {
    const found = of.get(field);
    return found === undefined ? missing(field) : found;
  }
  if (of instanceof Optional) return of.value === undefined ? of : selectHeld(of.value, field);
  if (of instanceof CelObject && !(of instanceof TypeValue)) {
    const found = of.field(field);
    return found === undefined ? missing(field) : found;
  }
  return new Fault(`no such overload: ${typeName(of)} has no fields, asked for "${field}"`);
}

/** `has(of.field)`: null and scalars have no fields, and asking for one is no error (cel-go, interpreter/attributes.go: refQualify). */
export function has(of: Value, field: string): Value {
  return of === null || typeof of !== 'object' ? false : holds(of, field);
}

/** Whether a field is there; a fault where the value has no fields. */
function holds(of: Value, field: string): Value {
  if (isPlain(of)) return Object.hasOwn(of, field) && of[field] !== undefined;
  if (of instanceof CelMap) return of.entries.has(field);
  if (of instanceof Fault) return of;
  if (of instanceof Optional) return of.value === undefined ? false : holds(of.value, field);
  if (of instanceof CelObject) return of.has(field) ?? new Fault(`no such field: "${field}"`);
  return new Fault(`no such overload: ${typeName(of)} has no fields, asked for "${field}"`);
}

/** `has(of.field)` where a key without a value counts as missing. */
export function hasValue(of: Value, field: string): Value {
  const found = has(of, field);
  return found === true ? select(of, field) !== null : found;
}

/** `of[key]` */
export function index(of: Value, key: Value): Value {
  if (Array.isArray(of)) return at(of as Value[], key);
  if (isMap(of)) return inMap(of, key);
  if (of instanceof Optional) return indexHeld(of, key);
  return new Fault(`no such overload: ${typeName(of)} can't be indexed, asked for "${showKey(key)}"`);
}

function at(list: readonly Value[], key: Value): Value {
  const position = numeric(key);
  if (position === undefined) return new Fault(`no such overload: the index of a list is no ${typeName(key)}`);
  const whole = Number(position);
  if (!Number.isInteger(whole)) return new Fault('no such overload: the index of a list is whole');
  return (
    list[whole] ??
    (whole >= 0 && whole < list.length ? null : new Fault(`index out of bounds: there is no "${position}"`))
  );
}

function inMap(map: CelMap | Record<string, Value>, key: Value): Value {
  const found = getIn(map, key);
  if (found !== undefined) return found;
  if (mapKey(key) === undefined) return new Fault(`no such overload: ${typeName(key)} is no key of a map`);
  return missing(showKey(key));
}

export function showKey(key: Value): string {
  if (key instanceof Uint || key instanceof Double) return String(key.value);
  return typeof key === 'object' ? typeName(key) : String(key);
}

/** `optional[key]`: a key that is missing gives nothing, a value without keys is an error. */
function indexHeld(of: Optional, key: Value): Value {
  if (of.value === undefined || isOpened(of.value)) return optionalIndex(of, key);
  return index(of.value, key);
}

/** `optional.field`: a key that is missing gives nothing, a value without fields is an error. */
function selectHeld(held: Value, field: string): Value {
  const there = holds(held, field);
  if (there instanceof Fault) return there;
  return there === true ? some(select(held, field)) : Optional.none;
}

/** `of.?field`: what has no fields has none of this name (cel-go, interpreter/attributes.go: refQualify). */
export function optionalSelect(of: Value, field: string): Value {
  const held = of instanceof Optional ? of.value : of;
  if (held === undefined || held === null || typeof held !== 'object') return Optional.none;
  const there = holds(held, field);
  if (there instanceof Fault) return isOpened(held) ? there : Optional.none;
  return there === true ? some(select(held, field)) : Optional.none;
}

/** Values that hold others: asked wrongly, they are an error rather than without an answer. */
function isOpened(value: Value): boolean {
  return Array.isArray(value) || value instanceof CelObject || isMap(value) || value instanceof Fault;
}

/** `of[?key]`: what cannot be asked has nothing there; lists have no keys but numbers. */
export function optionalIndex(of: Value, key: Value): Value {
  const held = of instanceof Optional ? of.value : of;
  if (held === undefined) return Optional.none;
  if (Array.isArray(held)) return inList(held as Value[], key);
  if (isMap(held)) return getIn(held, key) === undefined ? Optional.none : some(index(held, key));
  return held instanceof Fault ? held : Optional.none;
}

function inList(list: readonly Value[], key: Value): Value {
  const position = numeric(key);
  if (position === undefined) return at(list, key);
  return list[Number(position)] === undefined ? Optional.none : some(at(list, key));
}

export function some(value: Value): Value {
  return value instanceof Fault ? value : new Optional(value);
}

/** `item in container` */
export function contains(item: Value, container: Value): Value {
  if (Array.isArray(container)) {
    const list = container as Value[];
    if (list.includes(item)) return !Number.isNaN(item);
    return typeof item !== 'string' && list.some((other) => equals(other, item));
  }
  if (isMap(container)) return getIn(container, item) !== undefined;
  return new Fault(`no such overload: nothing is in a value of type ${typeName(container)}`);
}

/** What a macro walks over: the items of a list, the keys of a map. */
export function itemsOf(range: Value): Value[] | Fault {
  if (Array.isArray(range)) return range as Value[];
  if (range instanceof CelMap) return Array.from(range.entries.values(), ([key]) => key);
  if (range instanceof Fault) return range;
  return isMap(range)
    ? Object.keys(range)
    : new Fault(`no such overload: a macro needs a list or a map, not ${typeName(range)}`);
}

/** For macros with two variables: indexes or keys. */
export function keysOf(range: Value): Value[] | Fault {
  return Array.isArray(range) ? Array.from(range, (_, i) => i) : itemsOf(range);
}
