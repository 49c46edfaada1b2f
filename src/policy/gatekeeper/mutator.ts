import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, asStrings, at } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import { targetOf, type Target } from '../target.ts';
import type { Lookups, Subject } from '../types.ts';
import { leadsTo, parseLocation, type Step } from './location.ts';
import { compileGatekeeperMatch, type Origin } from './match.ts';
import { setterOf } from './setters.ts';
import { walk, type WayTest } from './walk.ts';

/** A mutator of Gatekeeper, compiled. */
export interface Mutator {
  readonly kind: string;
  readonly name: string;
  mayMatch(group: string, version: string, kind: string): boolean;
  matches(subject: Subject, lookups: Lookups, origin?: Origin): boolean;
  /** The object changed, or itself where there is nothing to change. @throws EvaluationError */
  mutate(object: JsonObject, subject: Subject): JsonObject;
}

const KINDS: ReadonlySet<string> = new Set(['Assign', 'AssignMetadata', 'ModifySet', 'AssignImage']);

export function isMutator(document: JsonObject): boolean {
  const isGroup = (asString(document['apiVersion']) ?? '').startsWith('mutations.gatekeeper.sh/');
  return isGroup && KINDS.has(asString(document['kind']) ?? '');
}

/** @throws PolicyProblem */
export function compileMutator(document: JsonObject): Mutator {
  const kind = asString(document['kind']) ?? '';
  const name = asString(at(document, 'metadata', 'name')) ?? '';
  const spec = asObject(document['spec']);
  if (name === '') throw new PolicyProblem('The mutator has no name.', ['metadata']);
  const steps = parseLocation(asString(spec['location']) ?? '', ['spec', 'location']);
  checkPlace(kind, steps);
  const match = compileGatekeeperMatch(spec['match'], ['spec', 'match']);
  const applies = compileApplyTo(kind, spec['applyTo']);
  const tests = pathTests(at(spec, 'parameters', 'pathTests'), steps);
  const setterFor = setterOf(kind, asObject(spec['parameters']), steps);
  return {
    kind,
    name,
    mayMatch: (group, version, resourceKind) =>
      applies(group, version, resourceKind) && match.mayMatch(group, resourceKind),
    matches(subject, lookups, origin) {
      const target = targetOf(subject);
      return subject.operation !== 'DELETE' && applies(...gvk(target)) && match.matches(target, lookups, origin);
    },
    mutate: (object, subject) => walk(object, { steps, tests, setter: setterFor(subject) }),
  };
}

function gvk({ group, version, kind }: Target): [string, string, string] {
  return [group, version, kind];
}

/** Metadata is for AssignMetadata alone, and of it labels and annotations only. */
function checkPlace(kind: string, steps: readonly Step[]): void {
  const path = ['spec', 'location'];
  const [first, second] = steps;
  const isMetadata = first?.field === 'metadata';
  if (kind !== 'AssignMetadata') {
    if (isMetadata) throw new PolicyProblem(`${kind} cannot change metadata: use AssignMetadata.`, path);
    return;
  }
  const isTag = steps.length === 3 && (second?.field === 'labels' || second?.field === 'annotations');
  if (!isMetadata || !isTag || steps.some(({ list }) => list))
    throw new PolicyProblem('AssignMetadata can only set a label or an annotation: metadata.labels.<key>.', path);
}

type Applies = (group: string, version: string, kind: string) => boolean;

/** `applyTo` knows no wildcards; AssignMetadata has none and is for all. */
function compileApplyTo(kind: string, value: Json | undefined): Applies {
  if (kind === 'AssignMetadata') return () => true;
  const entries = asList(value).map(asObject);
  if (entries.length === 0)
    throw new PolicyProblem(`${kind} needs applyTo: groups, versions and kinds.`, ['spec', 'applyTo']);
  const rows = entries.map((entry) => ({
    groups: asStrings(entry['groups']),
    versions: asStrings(entry['versions']),
    kinds: asStrings(entry['kinds']),
  }));
  const open = rows.findIndex((row) => Object.values(row).some((list) => list.length === 0));
  if (open >= 0)
    throw new PolicyProblem('Each entry of applyTo names groups, versions and kinds.', ['spec', 'applyTo', open]);
  return (group, version, resourceKind) =>
    rows.some(
      (row) => row.groups.includes(group) && row.versions.includes(version) && row.kinds.includes(resourceKind),
    );
}

/** Each tests a place that the location leads through. */
function pathTests(value: Json | undefined, location: readonly Step[]): WayTest[] {
  const tests = readPathTests(value, location);
  tests.forEach((test, i) => {
    const other = tests.find((one) => one.depth === test.depth && one.isListItself === test.isListItself);
    if (other?.mustExist !== test.mustExist)
      throw new PolicyProblem('Of one path, two tests ask that it exists and that it does not.', [
        'spec',
        'parameters',
        'pathTests',
        i,
      ]);
  });
  return tests;
}

function readPathTests(value: Json | undefined, location: readonly Step[]): WayTest[] {
  return asList(value).map((item, i) => {
    const path: Path = ['spec', 'parameters', 'pathTests', i];
    const entry = asObject(item);
    const steps = parseLocation(asString(entry['subPath']) ?? '', [...path, 'subPath']);
    const condition = asString(entry['condition']);
    if (condition !== 'MustExist' && condition !== 'MustNotExist')
      throw new PolicyProblem('A path test needs the condition MustExist or MustNotExist.', [...path, 'condition']);
    if (!leadsTo(steps, location))
      throw new PolicyProblem('The subPath of a path test must be a part of the location, from its beginning.', [
        ...path,
        'subPath',
      ]);
    const depth = steps.length - 1;
    const isListItself = location[depth]!.list && !steps[depth]!.list;
    return { depth, isListItself, mustExist: condition === 'MustExist' };
  });
}
