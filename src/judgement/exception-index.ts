import type { RawFinding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import {
  type ChosenScope,
  everyRule,
  type LinesScope,
  type ResourceScope,
  type ScopedException,
} from './exceptions.ts';

/** Gives the exception that holds for a finding: the config's first, then annotations, then comments. */
export type FindException = (finding: RawFinding) => ScopedException | undefined;

type Scoped<S> = ScopedException & { readonly scope: S };

/**
 * Files exceptions by what they are about, so that a finding is held against few of them, and is located only where
 * comments of its file may speak of it.
 */
export function indexExceptions(exceptions: readonly ScopedException[]): FindException {
  const chosen = byRule(exceptions.filter(isChosen), (list) => (resource: Resource) => {
    return list.find(({ scope }) => scope.holds(resource));
  });
  const ofResource = indexBy(
    exceptions.filter(isOfResource),
    ({ scope }) => scope.resource,
    (list) => list[0],
  );
  const ofFile = indexBy(exceptions.filter(isOfLines), ({ scope }) => scope.file, indexLines);
  const ofComments = ({ check, resource: { origin }, violation }: RawFinding) => {
    if (ofFile.size === 0 || (origin.editable && !ofFile.has(origin.file))) return undefined;
    const { file, line } = origin.locate(violation.path, violation.prefer);
    return ofFile.get(file)?.(check.id)(line);
  };
  return (finding) => {
    const { check, resource } = finding;
    return chosen(check.id)(resource) ?? ofResource.get(resource)?.(check.id) ?? ofComments(finding);
  };
}

function isChosen(exception: ScopedException): exception is Scoped<ChosenScope> {
  return 'holds' in exception.scope;
}

function isOfResource(exception: ScopedException): exception is Scoped<ResourceScope> {
  return 'resource' in exception.scope;
}

function isOfLines(exception: ScopedException): exception is Scoped<LinesScope> {
  return 'file' in exception.scope;
}

function indexBy<E extends ScopedException, K, T>(
  exceptions: readonly E[],
  key: (exception: E) => K,
  index: (list: readonly E[]) => T,
): ReadonlyMap<K, (rule: string) => T> {
  const groups = Map.groupBy(exceptions, key);
  return new Map([...groups].map(([name, list]) => [name, byRule(list, index)]));
}

/** Indexes the exceptions from a rule when it is first asked for. */
function byRule<E extends ScopedException, T>(
  exceptions: readonly E[],
  index: (list: readonly E[]) => T,
): (rule: string) => T {
  const known = new Map<string, T>();
  return (rule) => {
    if (!known.has(rule)) {
      const about = exceptions.filter(({ rules, kind }) => rules.includes(rule) || rules.includes(everyRule(kind)));
      known.set(rule, index(about));
    }
    return known.get(rule)!;
  };
}

/** Finds the first exception that speaks of a line, in a logarithmic number of steps. */
function indexLines(exceptions: readonly Scoped<LinesScope>[]): (line: number) => ScopedException | undefined {
  const wide = exceptions.find(({ scope }) => scope.to === Number.POSITIVE_INFINITY);
  // Behind one for the whole file no other is the first; before it they ascend in `from`.
  const narrow = wide ? exceptions.slice(0, exceptions.indexOf(wide)) : exceptions;
  const furthest: number[] = [];
  for (const { scope } of narrow) furthest.push(Math.max(scope.to, furthest.at(-1) ?? 0));
  return (line) => {
    const found = narrow[lowerBound(furthest, line)];
    return found && found.scope.from <= line ? found : wide;
  };
}

/** Position of the first of ascending numbers that is not below `least`. */
function lowerBound(ascending: readonly number[], least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
