import type { JsonObject } from '../../model/json.ts';
import { asList, asObject, asString, asStrings, at } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import { parseLocation, type Step } from './location.ts';

/** What a mutator takes a place of an object for, by the path of the place. */
type Shape = ReadonlyMap<string, string>;

interface Claim {
  readonly mutator: JsonObject;
  readonly shape: string;
}

/**
 * Mutators of one kind of objects that take the same place for different things; Gatekeeper then uses none of them
 * (Gatekeeper, "Mutation": applyTo). @throws PolicyProblem where the mutator disagrees with another one
 */
export function checkConflicts(mutator: JsonObject, others: readonly JsonObject[]): void {
  const claims = claimsOf(others);
  for (const kind of kindsOf(mutator)) {
    for (const [place, shape] of shapeOf(mutator)) {
      const other = claims.get(`${kind} ${place}`)?.find((one) => one.shape !== shape);
      if (!other) continue;
      const name = `${asString(other.mutator['kind'])} ${asString(at(other.mutator, 'metadata', 'name'))}`;
      const told = `${place} is ${shape} here and ${other.shape} for ${name}, so Gatekeeper uses neither`;
      throw new PolicyProblem(`The mutators do not agree: ${told}.`, ['spec', 'location']);
    }
  }
}

const known = new WeakMap<readonly JsonObject[], ReadonlyMap<string, readonly Claim[]>>();

/** Every claim of the mutators that lie together, worked out once. */
function claimsOf(documents: readonly JsonObject[]): ReadonlyMap<string, readonly Claim[]> {
  let claims = known.get(documents);
  if (!claims) known.set(documents, (claims = collect(documents)));
  return claims;
}

function collect(documents: readonly JsonObject[]): Map<string, Claim[]> {
  const claims = new Map<string, Claim[]>();
  for (const mutator of documents) {
    if (!(asString(mutator['apiVersion']) ?? '').startsWith('mutations.gatekeeper.sh/')) continue;
    const kinds = kindsOf(mutator);
    for (const [place, shape] of shapeOf(mutator)) {
      for (const kind of kinds) {
        const key = `${kind} ${place}`;
        const there = claims.get(key) ?? [];
        // one claim of each shape is enough
        if (!there.some((one) => one.shape === shape)) claims.set(key, [...there, { mutator, shape }]);
      }
    }
  }
  return claims;
}

const MOST_KINDS = 1000;

/** `group/version/kind` of applyTo, as many as anybody would write. */
function kindsOf(mutator: JsonObject): string[] {
  const all = asList(at(mutator, 'spec', 'applyTo')).flatMap((item) => {
    const { groups, versions, kinds } = asObject(item);
    return asStrings(groups).flatMap((group) =>
      asStrings(versions).flatMap((version) => asStrings(kinds).map((kind) => `${group}/${version}/${kind}`)),
    );
  });
  return all.slice(0, MOST_KINDS);
}

/** At the end of a location; of the value of Assign nobody knows what it is. */
const ENDS: Readonly<Record<string, string>> = { ModifySet: 'a set', AssignImage: 'a text' };

function shapeOf(mutator: JsonObject): Shape {
  const shape = new Map<string, string>();
  let place = '';
  const steps = stepsOf(mutator);
  for (const [i, step] of steps.entries()) {
    place = place === '' ? step.field : `${place}.${step.field}`;
    const isLast = i === steps.length - 1;
    const what = step.list
      ? `a list of items by "${step.key}"`
      : isLast
        ? ENDS[asString(mutator['kind']) ?? '']
        : 'an object';
    if (what !== undefined) shape.set(place, what);
    if (step.list) place += '[]';
  }
  return shape;
}

/** Nothing where the location cannot be read, which is told of that mutator. */
function stepsOf(mutator: JsonObject): readonly Step[] {
  try {
    return parseLocation(asString(at(mutator, 'spec', 'location')) ?? '', ['spec', 'location']);
  } catch (error) {
    if (error instanceof PolicyProblem) return [];
    throw error;
  }
}
