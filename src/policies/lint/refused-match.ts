import type { JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asStrings, equalJson, isObject } from '../../std/value.ts';
import type { Tell } from './finding.ts';

/** Filters that Kyverno refuses: those about no kind, those about every kind with others, those with variables. */
export function lintKinds(rule: JsonObject, path: Path, document: JsonObject, tell: Tell): void {
  const match = asObject(rule['match']);
  const here: Path = [...path, 'match'];
  lintMixed(match, here, tell);
  for (const key of ['match', 'exclude'] as const) lintVariables(rule, [...path, key], tell);
  const filters = filtersOf(match, here);
  const kinds = filters.flatMap(([filter]) => asStrings(asObject(filter['resources'])['kinds']));
  if (kinds.length === 0) {
    tell('refused', here, 'The rule is about no kind.', 'Name kinds in match.any.');
    return;
  }
  for (const [filter, at] of filters) lintFilter(filter, at, document, tell);
  lintEverything(rule, filters, tell);
  if (rule['exclude'] !== undefined && equalJson(rule['exclude'], rule['match'] ?? null))
    tell('refused', [...path, 'exclude'], 'This excludes everything that the rule matches.');
}

function lintMixed(match: JsonObject, path: Path, tell: Tell): void {
  const older = ['resources', 'subjects', 'roles', 'clusterRoles'].find((key) => match[key] !== undefined);
  if (older !== undefined && (match['any'] ?? match['all']) !== undefined)
    tell('refused', [...path, older], `There is any or all beside ${older}: only one of them can be.`);
}

/** Each filter of a match, with its path. */
function filtersOf(match: JsonObject, path: Path): (readonly [JsonObject, Path])[] {
  const listed = (['any', 'all'] as const).flatMap((key) =>
    asList(match[key]).map((one, i): readonly [JsonObject, Path] => [asObject(one), [...path, key, i]]),
  );
  return listed.length > 0 ? listed : [[match, path]];
}

function lintFilter(filter: JsonObject, path: Path, document: JsonObject, tell: Tell): void {
  const resources = asObject(filter['resources']);
  const here: Path = [...path, 'resources'];
  for (const key of ['selector', 'namespaceSelector']) {
    if (isObject(resources[key]) && Object.keys(resources[key]).length === 0)
      tell('refused', [...here, key], `The ${key} asks for nothing.`, 'Name labels, or take it out.');
  }
  if (document['kind'] === 'Policy' && asList(resources['namespaces']).length > 0)
    tell('refused', [...here, 'namespaces'], 'A Policy is about its own namespace, and names none.');
  if (resources['name'] !== undefined && asList(resources['names']).length > 0)
    tell('refused', [...here, 'name'], 'There is name beside names: only one of them can be.');
}

/** A rule for every kind asks for metadata alone, and is about nothing else. */
function lintEverything(rule: JsonObject, filters: readonly (readonly [JsonObject, Path])[], tell: Tell): void {
  for (const [filter, path] of filters) {
    const kinds = asStrings(asObject(filter['resources'])['kinds']);
    if (!kinds.includes('*')) continue;
    const here: Path = [...path, 'resources', 'kinds'];
    if (kinds.length > 1) tell('refused', here, 'There are other kinds beside "*".', 'Take them out.');
    else if (asksMore(rule))
      tell('refused', here, 'A rule for every kind asks for metadata alone.', 'Name the kinds that have these fields.');
  }
}

function asksMore(rule: JsonObject): boolean {
  const { pattern, anyPattern } = asObject(rule['validate']);
  const { patchStrategicMerge } = asObject(rule['mutate']);
  return [pattern, patchStrategicMerge, ...asList(anyPattern)].some(
    (one) => isObject(one) && Object.keys(one).some((key) => key.replaceAll(/^[=X<^+]?\(|\)$/g, '') !== 'metadata'),
  );
}

function lintVariables(rule: JsonObject, path: Path, tell: Tell): void {
  const block = rule[String(path.at(-1))];
  if (block !== undefined && JSON.stringify(block).includes('{{'))
    tell(
      'refused',
      path,
      `Variables stand in ${String(path.at(-1))}, where nothing is known yet.`,
      'Use preconditions.',
    );
}
