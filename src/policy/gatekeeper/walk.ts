import type { Json, JsonObject } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';
import { EvaluationError } from '../problem.ts';
import type { KeyValue, Step } from './location.ts';

/** Conditions on the way: what a path test says of a place, by the number of steps that lead there. */
export interface WayTest {
  readonly depth: number;
  /** The place is the list itself, not the items that the step picks. */
  readonly isListItself: boolean;
  readonly mustExist: boolean;
}

/** What is written at the end of the way. */
export interface Setter {
  /** The new value; undefined to leave things as they are. `existing` is undefined where there is nothing. */
  set(existing: Json | undefined): Json | undefined;
  /** A new item of the list that the last step looks into; undefined where none is made. */
  item?(key: string, value: KeyValue): JsonObject | undefined;
  /** Whether what is missing on the way is made. */
  readonly creates: boolean;
  /** The way is made even where nothing is set at its end. */
  readonly leavesWay?: boolean;
}

export interface Way {
  readonly steps: readonly Step[];
  readonly tests: readonly WayTest[];
  readonly setter: Setter;
}

/** The object with the places that a location names changed; the object itself where nothing is. @throws EvaluationError */
export function walk(object: JsonObject, way: Way): JsonObject {
  const changed = enter(object, 0, way);
  return isObject(changed) ? changed : object;
}

/** The container that holds step `depth`, changed. Undefined: nothing is. */
function enter(container: Json | undefined, depth: number, way: Way): Json | undefined {
  const step = way.steps[depth]!;
  if (container !== undefined && !isObject(container))
    throw new EvaluationError(`the location leads into "${step.field}" of what is no object`);
  const own = isObject(container) ? container : undefined;
  const existing = own && Object.hasOwn(own, step.field) ? own[step.field] : undefined;
  const inner = step.list ? inList(existing, depth, way) : inField(existing, depth, way);
  if (inner === undefined) return own === undefined && way.setter.leavesWay === true ? {} : undefined;
  return { ...own, [step.field]: inner };
}

function inField(existing: Json | undefined, depth: number, way: Way): Json | undefined {
  if (!passes(way, depth, false, existing !== undefined)) return undefined;
  if (depth === way.steps.length - 1) return way.setter.set(existing);
  if (existing === undefined && !way.setter.creates) return undefined;
  return enter(existing, depth + 1, way);
}

function inList(existing: Json | undefined, depth: number, way: Way): Json | undefined {
  const step = way.steps[depth]!;
  if (!step.list) return undefined;
  if (existing !== undefined && !Array.isArray(existing)) throw new EvaluationError(`"${step.field}" is no list`);
  if (!passes(way, depth, true, existing !== undefined)) return undefined;
  const list = existing ?? [];
  let isChanged = false;
  let isFound = false;
  const items = list.map((item) => {
    if (!isObject(item) && step.value === undefined)
      throw new EvaluationError(`"${step.field}" holds items that are no objects`);
    if (!isObject(item) || !isPicked(item, step.key, step.value)) return item;
    isFound = true;
    const next = inItem(item, depth, way);
    if (next === undefined) return item;
    isChanged = true;
    return next;
  });
  if (isFound) return isChanged ? items : undefined;
  const added = newItem(step.key, step.value, depth, way);
  return added === undefined ? undefined : [...list, added];
}

function isPicked(item: JsonObject, key: string, value: KeyValue | undefined): boolean {
  return value === undefined || item[key] === value;
}

function inItem(item: JsonObject, depth: number, way: Way): Json | undefined {
  if (!passes(way, depth, false, true)) return undefined;
  return depth === way.steps.length - 1 ? way.setter.set(item) : enter(item, depth + 1, way);
}

/** An item that a location names and the list lacks is made; a star names none. */
function newItem(key: string, value: KeyValue | undefined, depth: number, way: Way): Json | undefined {
  if (value === undefined || !way.setter.creates || !passes(way, depth, false, false)) return undefined;
  if (depth === way.steps.length - 1) return way.setter.item?.(key, value);
  const made: JsonObject = { [key]: value };
  return enter(made, depth + 1, way) ?? (way.setter.leavesWay === true ? made : undefined);
}

function passes({ tests }: Way, depth: number, isListItself: boolean, exists: boolean): boolean {
  return tests.every((test) => test.depth !== depth || test.isListItself !== isListItself || test.mustExist === exists);
}
