import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asObject, asString, at, equalJson, isObject } from '../../std/value.ts';
import { EvaluationError, PolicyProblem } from '../problem.ts';
import { targetOf } from '../target.ts';
import type { Subject } from '../types.ts';
import { changedImage, isDomain, type ImageChange } from './image.ts';
import type { Step } from './location.ts';
import type { Setter } from './walk.ts';

type SetterFor = (subject: Subject) => Setter;

const PARAMETERS: Path = ['spec', 'parameters'];

/** What a kind of mutator writes, by its `parameters`. @throws PolicyProblem */
export function setterOf(kind: string, parameters: JsonObject, location: readonly Step[]): SetterFor {
  if (kind === 'ModifySet') return setModifier(parameters, location);
  if (kind === 'AssignImage') return imageChanger(parameters, location);
  const valueOf = assigned(parameters, kind === 'AssignMetadata' ? checkTag : (value) => checkItem(value, location));
  if (kind === 'AssignMetadata') return (subject) => metadataSetter(valueOf(subject));
  return (subject) => assigner(valueOf(subject), location);
}

const VALUE: Path = [...PARAMETERS, 'assign', 'value'];

function checkTag(value: Json): void {
  if (typeof value !== 'string') throw new PolicyProblem('A label or annotation is a text.', VALUE);
}

/** What becomes an item of a list must be the one that the location names. */
function checkItem(value: Json, location: readonly Step[]): void {
  const last = location.at(-1);
  if (!last?.list) return;
  if (last.value === undefined)
    throw new PolicyProblem('A location that ends in every item of a list can be set to nothing.', [
      'spec',
      'location',
    ]);
  if (!isObject(value)) throw new PolicyProblem('An item of a list can only be set to an object.', VALUE);
  if (value[last.key] !== last.value)
    throw new PolicyProblem(`The item must have the ${last.key} that the location names.`, VALUE);
}

const SOURCES = ['value', 'externalData', 'fromMetadata'] as const;

/** `assign.value` or `assign.fromMetadata.field`. */
function assigned(parameters: JsonObject, check: (value: Json) => void): (subject: Subject) => Json {
  const assign = asObject(parameters['assign']);
  const path = [...PARAMETERS, 'assign'];
  if (parameters['assignIf'] !== undefined)
    throw new PolicyProblem('There is no assignIf any more: Gatekeeper would change the field always.', [
      ...PARAMETERS,
      'assignIf',
    ]);
  const [source, another] = SOURCES.filter((key) => assign[key] !== undefined && assign[key] !== null);
  if (source === undefined || another !== undefined)
    throw new PolicyProblem('assign has one of value, fromMetadata and externalData.', path);
  if (source === 'externalData')
    throw new PolicyProblem('Values of external data providers are not looked up.', [...path, 'externalData']);
  if (source === 'fromMetadata') return fromMetadata(at(assign, 'fromMetadata', 'field'), path);
  const value = assign['value'] ?? null;
  check(value);
  return () => value;
}

function fromMetadata(field: Json | undefined, path: Path): (subject: Subject) => Json {
  if (field !== 'name' && field !== 'namespace')
    throw new PolicyProblem('fromMetadata.field is name or namespace.', [...path, 'fromMetadata', 'field']);
  return (subject) => targetOf(subject)[field];
}

function assigner(value: Json, location: readonly Step[]): Setter {
  const isItem = location.at(-1)?.list === true;
  return {
    creates: true,
    set: (existing) => (equalJson(existing, value) ? undefined : value),
    ...(isItem && isObject(value) && { item: () => value }),
  };
}

/** Labels and annotations are added, never changed. */
function metadataSetter(value: Json): Setter {
  return { creates: true, set: (existing) => (existing === undefined ? value : undefined) };
}

function setModifier(parameters: JsonObject, location: readonly Step[]): SetterFor {
  const operation = asString(parameters['operation']) ?? 'merge';
  const values = at(parameters, 'values', 'fromList');
  if (operation !== 'merge' && operation !== 'prune')
    throw new PolicyProblem('The operation is merge or prune.', [...PARAMETERS, 'operation']);
  if (!Array.isArray(values)) throw new PolicyProblem('values.fromList is missing.', [...PARAMETERS, 'values']);
  if (location.at(-1)?.list)
    throw new PolicyProblem('ModifySet changes a list as a whole: the location ends in its field.', [
      'spec',
      'location',
    ]);
  return () => (operation === 'merge' ? merger(values) : pruner(values));
}

function merger(values: Json[]): Setter {
  return {
    creates: true,
    set(existing) {
      if (existing === undefined) return values;
      const next = merged(listOf(existing), values);
      return next.length === listOf(existing).length ? undefined : next;
    },
  };
}

/** Gatekeeper makes the way to a list that it finds missing, though there is nothing to take from it. */
function pruner(values: Json[]): Setter {
  return {
    creates: true,
    leavesWay: true,
    set(existing) {
      if (existing === undefined) return undefined;
      const next = pruned(listOf(existing), values);
      return next.length === listOf(existing).length ? undefined : next;
    },
  };
}

function listOf(existing: Json): readonly Json[] {
  if (!Array.isArray(existing)) throw new EvaluationError('ModifySet needs a list');
  return existing;
}

function merged(list: readonly Json[], values: readonly Json[]): Json[] {
  const out = [...list];
  for (const value of values) if (!out.some((one) => equalJson(one, value))) out.push(value);
  return out;
}

function pruned(list: readonly Json[], values: readonly Json[]): Json[] {
  return list.filter((one) => !values.some((value) => equalJson(one, value)));
}

function imageChanger(parameters: JsonObject, location: readonly Step[]): SetterFor {
  if (location.at(-1)?.list)
    throw new PolicyProblem('AssignImage changes a text: the location ends in its field.', ['spec', 'location']);
  const change = readImageChange(parameters);
  const setter: Setter = {
    creates: true,
    set(existing) {
      if (existing !== undefined && typeof existing !== 'string') throw new EvaluationError('an image is a text');
      const next = changedImage(existing ?? '', change);
      return next === existing ? undefined : next;
    },
  };
  return () => setter;
}

/** What the parts of an image may be, as references of images have it (distribution, "reference" grammar). */
const PARTS: Readonly<Record<string, readonly [RegExp, string]>> = {
  assignDomain: [
    /^(?:localhost|[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+)(?::\d+)?$/i,
    'a domain with a dot, or localhost',
  ],
  assignPath: [
    /^[a-z\d]+(?:(?:\.|_{1,2}|-+)[a-z\d]+)*(?:\/[a-z\d]+(?:(?:\.|_{1,2}|-+)[a-z\d]+)*)*$/,
    'a path of lower case letters and digits',
  ],
  assignTag: [/^(?::\w[\w.-]{0,127}|@[a-z][a-z\d]*(?:[-_+.][a-z][a-z\d]*)*:[\da-f]{32,})$/i, ':tag or @sha256:digest'],
};

function readImageChange(parameters: JsonObject): ImageChange {
  const text = (key: string): string | undefined => asString(parameters[key]) || undefined;
  const change = { domain: text('assignDomain'), path: text('assignPath'), tag: text('assignTag') };
  if (Object.values(change).every((part) => part === undefined))
    throw new PolicyProblem('AssignImage needs assignDomain, assignPath or assignTag.', PARAMETERS);
  for (const [key, [pattern, what]] of Object.entries(PARTS)) {
    const given = text(key);
    if (given !== undefined && (given.length > LONGEST_PART || !pattern.test(given)))
      throw new PolicyProblem(`${key} must be ${what}, not "${given.slice(0, 80)}".`, [...PARAMETERS, key]);
  }
  const [first = '', ...rest] = change.path?.split('/') ?? [];
  if (change.domain === undefined && rest.length > 0 && isDomain(first))
    throw new PolicyProblem('A path that begins like a domain needs assignDomain too.', [...PARAMETERS, 'assignPath']);
  return change;
}

const LONGEST_PART = 300;
