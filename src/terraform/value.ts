import type { Json, JsonObject, Path } from '../model/json.ts';
import { isObject } from '../std/value.ts';
import { shownSource } from './source.ts';

/*
 * Values are JSON. What can't be known without running Terraform is `{"$unknown": "<source>"}`, wherever it stands.
 */

/** What a reference leads to, worked out attribute by attribute: whole modules and resources are rarely needed whole. */
export class Deferred {
  readonly get: (key: string | number) => Value;
  readonly all: () => Json;

  constructor(get: (key: string | number) => Value, all: () => Json) {
    this.get = get;
    this.all = all;
  }
}

export type Value = Json | Deferred;

export interface Unknown extends JsonObject {
  readonly $unknown: string;
}

/** @param source what is not known: an expression, of which literal text is not shown, or words. */
export function unknown(source: string): Unknown {
  return { $unknown: shownSource(source) };
}

export function isUnknown(value: Value | undefined): value is Unknown {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Deferred) &&
    !Array.isArray(value) &&
    typeof value['$unknown'] === 'string'
  );
}

/** Whether something in the value is not known. */
export function hasUnknown(value: Json | undefined): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isUnknown(value)) return true;
  return (Array.isArray(value) ? value : Object.values(value)).some((inner) => hasUnknown(inner));
}

/** Every value in it that is not known, with its path. */
export function unknownsIn(value: Json, path: Path = []): { readonly path: Path; readonly source: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isUnknown(value)) return [{ path, source: value.$unknown }];
  if (Array.isArray(value)) return value.flatMap((item, i) => unknownsIn(item, [...path, i]));
  return Object.entries(value).flatMap(([key, inner]) => unknownsIn(inner ?? null, [...path, key]));
}

export function forced(value: Value): Json {
  return value instanceof Deferred ? value.all() : value;
}

const failures = new WeakSet<object>();

/** Unknown because Terraform itself would refuse it: what `try` passes over. */
export function failed(source: string): Unknown {
  const value = unknown(source);
  failures.add(value);
  return value;
}

export function isFailure(value: Value): boolean {
  return typeof value === 'object' && value !== null && failures.has(value);
}

/** Resources and their blocks: an attribute that they do not write may be one that the provider computes. */
const open = new WeakSet<object>();

export function markOpen<T extends JsonObject>(object: T): T {
  open.add(object);
  return object;
}

export function isOpen(value: Json): boolean {
  return isObject(value) && open.has(value);
}

/** Text as Terraform makes it of a simple value; undefined where it does not. */
export function textOf(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' ? numberText(value) : undefined;
}

function numberText(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }) : text;
}

export function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) return undefined;
  return Number(value);
}

export function booleanOf(value: Json): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}
