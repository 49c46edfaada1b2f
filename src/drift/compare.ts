import type { Json, JsonObject, Path } from '../model/json.ts';
import { type Field, kindOf, type ObjectType, type ValueType } from '../kubernetes/schema/types.ts';
import { asList, asObject, asString, isObject } from '../std/value.ts';
import { isAssigned, isDefault, isDefaultItem } from './defaults.ts';
import { itemLabel, keysOf, matchByContent, matchByKeys } from './lists.ts';
import { compareLoosely, type Owns } from './loose.ts';
import { isAdded, isNoted } from './marks.ts';
import { MEANINGFUL, normalized, ORDERED, SKIPPED, TRANSPARENT, zeroIsUnset } from './readings.ts';
import type { Change, Difference } from './types.ts';
import { emptyMeans, equalScalars, isEmpty, isZero } from './values.ts';
import { append } from '../std/append.ts';

/** Where the walk is in both objects. */
export interface Spot {
  readonly declared: Path;
  readonly live: Path;
  readonly label: string;
}

const ROOT: Spot = { declared: [], live: [], label: '' };
/** API objects nest some twenty levels. Deeper ones are not looked at. */
const DEEPEST = 100;

interface Walk {
  readonly kind: string;
  readonly found: Difference[];
}

/**
 * What of a live object is not as declared: fields with another value, fields that are gone, and what was added. What the
 * API server fills in by itself is no difference, nor is another writing of the same (`1000m` and `1`, another order of
 * keyed lists). `owns` tells for custom resources who wrote a field, since their defaults are not known.
 */
export function compareObjects(declared: JsonObject, live: JsonObject, owns: Owns): Difference[] {
  const kind = asString(live['kind']) ?? asString(declared['kind']) ?? '';
  const walk: Walk = { kind, found: [] };
  const known = kindOf(asString(live['apiVersion']) ?? '', kind);
  if (known) object(walk, declared, live, known.type, ROOT);
  else {
    append(walk.found, compareLoosely(declared, live, owns));
    const metadata = kindOf('v1', 'ConfigMap')?.type.fields.get('metadata');
    if (metadata?.value.shape === 'type') {
      const [said, is] = [asObject(declared['metadata']), asObject(live['metadata'])];
      object(walk, said, is, metadata.value.type, step(ROOT, 'metadata'));
    }
  }
  return walk.found;
}

export function step(spot: Spot, key: string): Spot {
  return {
    declared: [...spot.declared, key],
    live: [...spot.live, key],
    label: spot.label === '' ? key : `${spot.label}${/^[\w-]+$/.test(key) ? `.${key}` : `[${key}]`}`,
  };
}

function object(walk: Walk, said: JsonObject, is: JsonObject, type: ObjectType, spot: Spot): void {
  if (spot.live.length > DEEPEST) return;
  const declared = normalized(type.name, said);
  const live = normalized(type.name, is);
  for (const field of type.fields.values()) {
    const [left, right] = [declared[field.name], live[field.name]];
    if (left === undefined && right === undefined) continue;
    if (isSkipped(type, field)) continue;
    member({ walk, type, field, declared, live }, left, right, step(spot, field.name));
  }
}

/** Of whole objects, also those within others, the kind is settled and the status is no one's wish. */
function isSkipped(type: ObjectType, { name }: Field): boolean {
  const whole = name === 'apiVersion' || name === 'kind' || name === 'status';
  return (whole && type.fields.has('metadata')) || SKIPPED.has(`${type.name}.${name}`);
}

interface Member {
  readonly walk: Walk;
  readonly type: ObjectType;
  readonly field: Field;
  readonly declared: JsonObject;
  readonly live: JsonObject;
}

function member(at: Member, left: Json | undefined, right: Json | undefined, spot: Spot): void {
  const { walk, type, field, declared, live } = at;
  const [said, is] = [meant(at, left), meant(at, right)];
  if (said === undefined && is === undefined) return;
  if (said === undefined) {
    if (is === '' || isAssigned(type, field, walk.kind)) return;
    if (isDefault(type, field, is!, { kind: walk.kind, declared, live })) return;
    return parts(at, is!, spot, 'added');
  }
  if (is === undefined) {
    if (isZero(said) && !MEANINGFUL.has(`${type.name}.${field.name}`) && !emptyMeans(field.value)) return;
    return parts(at, said, spot, 'removed');
  }
  if (zeroIsUnset(type.name, field.name, said) && isDefault(type, field, is, { kind: walk.kind, declared, live }))
    return;
  value(at, said, is, field.value, spot);
}

/** The value, or undefined where it says nothing: null and empty, but not an empty selector. */
function meant({ field }: Member, given: Json | undefined): Json | undefined {
  if (given === undefined || given === null) return undefined;
  return isEmpty(given) && !emptyMeans(field.value) ? undefined : given;
}

/** Something that one side alone has: what holds several things of their own weight is told in parts. */
function parts(at: Member, given: Json, spot: Spot, change: Change): void {
  const { field, walk } = at;
  const shape = field.value;
  const [said, is] = change === 'added' ? [undefined, given] : [given, undefined];
  if (shape.shape === 'type' && isObject(given) && TRANSPARENT.has(shape.type.name)) {
    return object(walk, asObject(said), asObject(is), shape.type, spot);
  }
  if (shape.shape === 'map' && isObject(given)) return value(at, asObject(said), asObject(is), shape, spot);
  if (shape.shape === 'list' && shape.of.shape === 'type') return value(at, asList(said), asList(is), shape, spot);
  add(at, change, said, is, spot);
}

function add(at: Member, change: Change, declared: Json | undefined, live: Json | undefined, spot: Spot): void {
  const { type, field, walk } = at;
  if (change === 'added' ? !isAdded(type.name, field.name, spot.live) : !isNoted(type.name, spot.live)) return;
  walk.found.push({
    change,
    label: spot.label,
    declaredPath: spot.declared,
    livePath: spot.live,
    type: type.name,
    field: field.name,
    declared,
    live,
  });
}

function value(
  at: Member,
  said: Json | readonly Json[],
  is: Json | readonly Json[],
  type: ValueType,
  spot: Spot,
): void {
  const [left, right] = [said as Json, is as Json];
  switch (type.shape) {
    case 'type':
      if (isObject(left) && isObject(right)) object(at.walk, left, right, type.type, spot);
      else add(at, 'changed', left, right, spot);
      return;
    case 'map':
      if (isObject(left) && isObject(right)) map(at, left, right, type.of, spot);
      else add(at, 'changed', left, right, spot);
      return;
    case 'list':
      if (Array.isArray(left) && Array.isArray(right)) list(at, left, right, type.of, spot);
      else add(at, 'changed', left, right, spot);
      return;
    default:
      if (!equalScalars(left, right, type.shape)) add(at, 'changed', left, right, spot);
  }
}

function map(at: Member, declared: JsonObject, live: JsonObject, of: ValueType, spot: Spot): void {
  for (const key of new Set([...Object.keys(declared), ...Object.keys(live)])) {
    const [said, is] = [declared[key] ?? undefined, live[key] ?? undefined];
    const here = step(spot, key);
    if (said === undefined && is === undefined) continue;
    if (said === undefined) {
      if (is !== '') add(at, 'added', undefined, is, here);
    } else if (is === undefined) {
      if (said !== '') add(at, 'removed', said, undefined, here);
    } else value(at, said, is, of, here);
  }
}

function list(at: Member, declared: readonly Json[], live: readonly Json[], of: ValueType, spot: Spot): void {
  if (of.shape !== 'type') return plainList(at, declared, live, of, spot);
  const item = of.type;
  const keys = keysOf(at.field, item);
  const fits = (i: number, j: number) => {
    const trial: Walk = { kind: at.walk.kind, found: [] };
    value({ ...at, walk: trial }, declared[i]!, live[j]!, of, spot);
    return trial.found.length === 0;
  };
  const matches = keys ? matchByKeys(declared, live, keys) : matchByContent(declared, live, item, fits);
  for (const [i, j] of matches) {
    const label = `${spot.label}[${itemLabel((declared[i] ?? live[j])!, keys, i < 0 ? j : i)}]`;
    const here: Spot = {
      declared: [...spot.declared, i < 0 ? declared.length + j : i],
      live: [...spot.live, j < 0 ? live.length + i : j],
      label,
    };
    if (i < 0) {
      if (!isDefaultItem(at.type, at.field, live[j]!, at.walk.kind)) add(at, 'added', undefined, live[j], here);
    } else if (j < 0) add(at, 'removed', declared[i], undefined, here);
    else value(at, declared[i]!, live[j]!, of, here);
  }
}

/** Lists of plain values: sets but for commands and the like. One that differs is told whole. */
function plainList(at: Member, declared: readonly Json[], live: readonly Json[], of: ValueType, spot: Spot): void {
  const shape = of.shape === 'list' || of.shape === 'map' || of.shape === 'type' ? 'any' : of.shape;
  const same = (a: Json, b: Json) => equalScalars(a, b, shape);
  const equal = ORDERED.has(at.field.name)
    ? declared.length === live.length && declared.every((item, i) => same(item, live[i]!))
    : declared.every((item) => live.some((other) => same(item, other))) &&
      live.every((item) => declared.some((other) => same(item, other)));
  if (!equal) add(at, 'changed', [...declared], [...live], spot);
}
