import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, at, equalJson, isObject } from '../../std/value.ts';
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
  if (kind === 'AssignImage') return imageChanger(parameters);
  const valueOf = assigned(parameters);
  if (kind === 'AssignMetadata') return (subject) => metadataSetter(valueOf(subject));
  const isWanted = condition(parameters['assignIf']);
  return (subject) => assigner(valueOf(subject), isWanted, location);
}

/** `assign.value` or `assign.fromMetadata.field`. */
function assigned(parameters: JsonObject): (subject: Subject) => Json {
  const assign = asObject(parameters['assign']);
  const path = [...PARAMETERS, 'assign'];
  if (assign['externalData'] !== undefined)
    throw new PolicyProblem('Values of external data providers are not looked up.', [...path, 'externalData']);
  const field = asString(at(assign, 'fromMetadata', 'field'));
  if (field !== undefined) {
    if (field !== 'name' && field !== 'namespace')
      throw new PolicyProblem('fromMetadata.field is name or namespace.', [...path, 'fromMetadata', 'field']);
    return (subject) => targetOf(subject)[field];
  }
  const { value } = assign;
  if (value === undefined) throw new PolicyProblem('assign needs a value, or fromMetadata.', path);
  return () => value;
}

/** `assignIf`: the value that is there must be among `in`, and not among `notIn`. */
function condition(value: Json | undefined): (existing: Json | undefined) => boolean {
  const { in: wanted, notIn: refused } = asObject(value);
  return (existing) => {
    const isAmong = (list: Json | undefined) => asList(list).some((one) => equalJson(one, existing));
    return (wanted === undefined || isAmong(wanted)) && (refused === undefined || !isAmong(refused));
  };
}

function assigner(value: Json, isWanted: (existing: Json | undefined) => boolean, location: readonly Step[]): Setter {
  const last = location.at(-1);
  const checked = (): JsonObject => {
    if (!last?.list || !isObject(value)) throw new EvaluationError('an item of a list can only be set to an object');
    if (last.value !== undefined && value[last.key] !== last.value)
      throw new EvaluationError(`the value must have the ${last.key} that the location names`);
    return value;
  };
  return {
    creates: true,
    set: (existing) => {
      const next = last?.list ? checked() : value;
      return isWanted(existing) && !equalJson(existing, next) ? next : undefined;
    },
    item: checked,
  };
}

/** Labels and annotations are added, never changed. */
function metadataSetter(value: Json): Setter {
  if (typeof value !== 'string') throw new EvaluationError('a label or annotation is a text');
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
  const setter: Setter = {
    creates: operation === 'merge',
    set(existing) {
      if (existing !== undefined && !Array.isArray(existing)) throw new EvaluationError('ModifySet needs a list');
      const next = operation === 'merge' ? merged(existing ?? [], values) : pruned(existing ?? [], values);
      return next.length === (existing?.length ?? 0) ? undefined : next;
    },
  };
  return () => setter;
}

function merged(list: readonly Json[], values: readonly Json[]): Json[] {
  const out = [...list];
  for (const value of values) if (!out.some((one) => equalJson(one, value))) out.push(value);
  return out;
}

function pruned(list: readonly Json[], values: readonly Json[]): Json[] {
  return list.filter((one) => !values.some((value) => equalJson(one, value)));
}

function imageChanger(parameters: JsonObject): SetterFor {
  const change = readImageChange(parameters);
  const setter: Setter = {
    creates: false,
    set(existing) {
      if (existing === undefined) return undefined;
      if (typeof existing !== 'string') throw new EvaluationError('an image is a text');
      const next = changedImage(existing, change);
      return next === existing ? undefined : next;
    },
  };
  return () => setter;
}

function readImageChange(parameters: JsonObject): ImageChange {
  const text = (key: string): string | undefined => asString(parameters[key]) || undefined;
  const change = { domain: text('assignDomain'), path: text('assignPath'), tag: text('assignTag') };
  if (Object.values(change).every((part) => part === undefined))
    throw new PolicyProblem('AssignImage needs assignDomain, assignPath or assignTag.', PARAMETERS);
  if (change.tag !== undefined && !/^[:@]/.test(change.tag))
    throw new PolicyProblem('assignTag begins with : or @.', [...PARAMETERS, 'assignTag']);
  const first = change.path?.split('/')[0] ?? '';
  if (change.domain === undefined && change.path?.includes('/') && isDomain(first))
    throw new PolicyProblem('A path that begins like a domain needs assignDomain too.', [...PARAMETERS, 'assignPath']);
  return change;
}
