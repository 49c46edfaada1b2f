import { regexOf } from '../../cel/regex.ts';
import { Fault } from '../../cel/values.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { closest } from '../../std/distance.ts';
import { asList, asObject, asString, at, isObject } from '../../std/value.ts';
import type { Tell } from './finding.ts';
import { callsIn, expressionsIn, rootsOf, type Expression } from './jmespath.ts';

/** What every rule knows without a context (kyverno.io/docs/policy-types/cluster-policy/variables). */
const KNOWN: readonly string[] = ['request', 'images', 'image', 'serviceAccountName', 'serviceAccountNamespace'];
const ELEMENT = /^element(?:Index)?\d*$/;

/** Variables, context entries and regular expressions of Kyverno's rules. */
export function lintVariables(document: JsonObject, tell: Tell): void {
  const rules = asList(at(document, 'spec', 'rules')).map((rule, i) => [rule, ['spec', 'rules', i]] as const);
  const bodies = rules.length > 0 ? rules : [[document['spec'] ?? null, ['spec']] as const];
  const background = at(document, 'spec', 'background') !== false;
  for (const [body, path] of bodies) {
    if (!isObject(body)) continue;
    const expressions = expressionsIn(body, [...path]);
    lintUnknown(body, expressions, tell);
    lintUnused(body, path, tell);
    lintRegexes(expressions, tell);
    if (background && rules.length > 0) lintUser(body, path, expressions, tell);
  }
}

/** Where a context entry is made, at any depth. */
function entriesOf(value: Json, path: Path): (readonly [name: string, path: Path])[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => entriesOf(item, [...path, i]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key !== 'context') return entriesOf(inner ?? null, [...path, key]);
    return asList(inner).map(
      (entry, i) => [asString(asObject(entry)['name']) ?? '', [...path, key, i, 'name']] as const,
    );
  });
}

function lintUnknown(body: JsonObject, expressions: readonly Expression[], tell: Tell): void {
  const names = [
    ...KNOWN,
    ...(hasTarget(body) ? ['target'] : []),
    ...entriesOf(body, []).map(([name]) => name.split('.')[0] ?? name),
  ];
  const hasElements = JSON.stringify(body).includes('"foreach"');
  for (const { tree, path, ofAll } of expressions) {
    if (!ofAll) continue;
    const unknown = new Set(
      rootsOf(tree).filter((name) => name !== '' && !names.includes(name) && !(hasElements && ELEMENT.test(name))),
    );
    for (const name of unknown) {
      const near = closest(name, names);
      const hint = near ? `Did you mean "${near}"?` : 'Add an entry of that name to the context of the rule.';
      tell('unknown-variable', path, `Nothing defines the variable "${name}".`, hint);
    }
  }
}

/** Cleanups, and rules that change existing objects: what these are about. */
function hasTarget(body: JsonObject): boolean {
  return body['schedule'] !== undefined || asList(at(body, 'mutate', 'targets')).length > 0;
}

function lintUnused(body: JsonObject, path: Path, tell: Tell): void {
  for (const [name, at] of entriesOf(body, path)) {
    if (name === '' || isMentioned(name.split('.')[0] ?? name, body)) continue;
    tell('unused-variable', at, `Nothing reads the context entry "${name}".`, 'Take it out: it costs a lookup.');
  }
}

/** Whether some text other than the name of an entry has the word. */
function isMentioned(name: string, value: Json): boolean {
  if (typeof value === 'string') return words(value).has(name);
  if (Array.isArray(value)) return value.some((item) => isMentioned(name, item));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, inner]) => {
    if (key === 'context') return asList(inner).some((entry) => isMentioned(name, { ...asObject(entry), name: null }));
    return words(key).has(name) || isMentioned(name, inner ?? null);
  });
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\w-]+/g)?.flatMap((word) => [word, ...word.split('-')]));
}

const REGEX_CALLS: ReadonlySet<string> = new Set(['regex_match', 'regex_replace_all', 'regex_replace_all_literal']);

function lintRegexes(expressions: readonly Expression[], tell: Tell): void {
  for (const { tree, path } of expressions) {
    for (const { name, items } of callsIn(tree)) {
      const [pattern] = items;
      if (!REGEX_CALLS.has(name) || pattern?.kind !== 'literal' || typeof pattern.value !== 'string') continue;
      tellRegex(pattern.value, path, tell);
    }
  }
}

export function tellRegex(pattern: string, path: Path, tell: Tell): void {
  const compiled = regexOf(pattern);
  if (compiled instanceof Fault)
    tell(
      'unsafe-regex',
      path,
      `${compiled.message}.`,
      'RE2 has no back-references and no look-around: write it without.',
    );
}

const USER_FIELDS = /\brequest\.(?:userInfo|roles|clusterRoles)\b|\bserviceAccountName(?:space)?\b/;

/** What asks who made an object, in a policy that also judges what is there already (Kyverno refuses such policies). */
function lintUser(body: JsonObject, path: Path, expressions: readonly Expression[], tell: Tell): void {
  const hint = 'Set spec.background to false.';
  const asking = expressions.find(({ text }) => USER_FIELDS.test(text));
  if (asking) {
    tell('user-in-background', asking.path, 'In a background scan nobody asked: there is no user.', hint);
    return;
  }
  for (const key of ['match', 'exclude']) {
    const found = userFilter(body[key] ?? null, [...path, key]);
    if (found) tell('user-in-background', found, 'In a background scan nobody asked: there is no user.', hint);
  }
}

function userFilter(value: Json, path: Path): Path | undefined {
  const block = asObject(value);
  const blocks = (['any', 'all'] as const).flatMap((key) =>
    asList(block[key]).map((one, i) => [asObject(one), [...path, key, i]] as const),
  );
  for (const [one, at] of [[block, path] as const, ...blocks]) {
    const key = ['roles', 'clusterRoles', 'subjects'].find((name) => asList(one[name]).length > 0);
    if (key) return [...at, key];
  }
  return undefined;
}
