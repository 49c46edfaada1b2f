import type { Json, Path } from '../../model/json.ts';
import { requirementsOf, type Requirement } from '../../kubernetes/selector.ts';
import { isObject, show } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import type { Tags } from '../target.ts';
import { hasWildcard, matchesAny, matchesWildcard } from '../wildcard.ts';

export type TagMatcher = (tags: Tags) => boolean;

/** A label selector whose keys and values may hold wildcards; empty ones select everything. */
export function compileSelector(selector: Json, path: Path): TagMatcher {
  const requirements = isObject(selector) ? requirementsOf(selector) : undefined;
  if (!requirements) throw new PolicyProblem('The label selector cannot be read.', path);
  const tests = requirements.map(compileRequirement);
  return (tags) => tests.every((test) => test(tags));
}

function compileRequirement({ key, operator, values }: Requirement): TagMatcher {
  const within: TagMatcher = hasWildcard(key)
    ? (tags) => Object.keys(tags).some((name) => matchesWildcard(key, name) && matchesAny(values, tags[name] ?? ''))
    : (tags) => Object.hasOwn(tags, key) && matchesAny(values, tags[key] ?? '');
  const present: TagMatcher = hasWildcard(key)
    ? (tags) => Object.keys(tags).some((name) => matchesWildcard(key, name))
    : (tags) => Object.hasOwn(tags, key);
  switch (operator) {
    case 'In':
      return within;
    case 'NotIn':
      return (tags) => !within(tags);
    case 'Exists':
      return present;
    default:
      return (tags) => !present(tags);
  }
}

/** Each pair must be among the tags; keys and values may hold wildcards. */
export function compileTags(wanted: Json, path: Path): TagMatcher {
  if (!isObject(wanted)) throw new PolicyProblem('Expected a map of texts.', path);
  const pairs = Object.entries(wanted).map(([key, value]) => [key, show(value)] as const);
  return (tags) =>
    pairs.every(([key, value]) =>
      Object.keys(tags).some((name) => matchesWildcard(key, name) && matchesWildcard(value, tags[name] ?? '')),
    );
}
