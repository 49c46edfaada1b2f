import { isLabelKey, isLabelValue, matchesLabels } from '../../kubernetes/selector.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { truncate } from '../../std/text.ts';
import { asList, asObject, asString, asStrings, at, isObject } from '../../std/value.ts';
import { isClusterScoped } from '../cel/admission/scope.ts';
import { PolicyProblem } from '../problem.ts';
import { tagsOf, type Target } from '../target.ts';
import type { Lookups } from '../types.ts';
import { conform, fields, listOf, TEXT } from './schema.ts';

/** Files and requests bring originals; expansions generate. */
export type Origin = 'Original' | 'Generated';

/**
 * `spec.match` of constraints and mutators (Gatekeeper, "How to use": the match field). What is left out matches
 * everything; all that is there must hold.
 */
export interface GatekeeperMatch {
  matches(target: Target, lookups: Lookups, origin?: Origin): boolean;
  mayMatch(group: string, kind: string): boolean;
}

interface Kinds {
  readonly groups: readonly string[];
  readonly kinds: readonly string[];
}

const SELECTOR = fields({
  matchLabels: { type: 'object', additionalProperties: TEXT },
  matchExpressions: listOf(
    fields({
      key: TEXT,
      operator: { type: 'string', enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
      values: listOf(TEXT),
    }),
  ),
});

/** The fields of `match`, with what an API server says of wrong ones. */
const FIELDS = fields({
  kinds: listOf(fields({ apiGroups: listOf(TEXT), kinds: listOf(TEXT) })),
  scope: { type: 'string', enum: ['*', 'Cluster', 'Namespaced', ''] },
  namespaces: listOf(TEXT),
  excludedNamespaces: listOf(TEXT),
  labelSelector: SELECTOR,
  namespaceSelector: SELECTOR,
  name: TEXT,
  source: { type: 'string', enum: ['All', 'Original', 'Generated'] },
});

/** @throws PolicyProblem */
export function compileGatekeeperMatch(value: Json | undefined, path: Path): GatekeeperMatch {
  const match = value === undefined ? {} : asObject(conform(value, FIELDS, path));
  for (const key of ['labelSelector', 'namespaceSelector']) checkSelector(match[key], [...path, key]);
  for (const key of ['namespaces', 'excludedNamespaces'])
    asStrings(match[key]).forEach((text, i) => checkGlob(text, [...path, key, i]));
  checkGlob(asString(match['name']) ?? '', [...path, 'name']);
  const kinds = asList(match['kinds']).map((item) => readKinds(asObject(item)));
  const source = asString(match['source']) ?? 'All';
  const tests = [inScope(match), inNamespaces(match), labelled(match), inSelectedNamespace(match), named(match)];
  const mayMatch = (group: string, kind: string): boolean =>
    kinds.length === 0 || kinds.some((one) => covers(one.groups, group) && covers(one.kinds, kind));
  return {
    mayMatch,
    matches: (target, lookups, origin = 'Original') =>
      (source === 'All' || source === origin) &&
      mayMatch(target.group, target.kind) &&
      tests.every((test) => test(placeOf(target, lookups))),
  };
}

const GLOB = /^\*?[-:a-z0-9]*\*?$/;

/** @throws PolicyProblem */
function checkGlob(text: string, path: Path): void {
  if (GLOB.test(text)) return;
  const what = 'A name here is of lower case letters, digits, "-" and ":", with stars at the front or the end only';
  throw new PolicyProblem(`${what}, not "${truncate(text, 80)}".`, path);
}

/** What no schema says of a selector. @throws PolicyProblem */
function checkSelector(selector: Json | undefined, path: Path): void {
  for (const [key, value] of Object.entries(asObject(at(selector, 'matchLabels'))))
    if (!isLabelKey(key) || !isLabelValue(asString(value) ?? ''))
      throw new PolicyProblem(`"${key}: ${asString(value)}" is no label.`, [...path, 'matchLabels', key]);
  asList(at(selector, 'matchExpressions')).forEach((item, i) => {
    const { key, operator, values } = asObject(item);
    const place = [...path, 'matchExpressions', i];
    if (!isLabelKey(asString(key) ?? '')) throw new PolicyProblem('The condition on a label needs a key.', place);
    const wantsValues = operator === 'In' || operator === 'NotIn';
    if (operator === undefined || wantsValues !== asList(values).length > 0)
      throw new PolicyProblem('In and NotIn need values; Exists and DoesNotExist have none.', place);
  });
}

function readKinds(entry: JsonObject): Kinds {
  return { groups: asStrings(entry['apiGroups']), kinds: asStrings(entry['kinds']) };
}

/** An empty list is no condition. */
function covers(list: readonly string[], value: string): boolean {
  return list.length === 0 || list.includes('*') || list.includes(value);
}

/** Where an object is: '' outside of namespaces; a namespace is in itself. */
interface Place {
  readonly target: Target;
  readonly isOfCluster: boolean;
  readonly namespace: string;
}

function placeOf(target: Target, lookups: Lookups): Place {
  const isOfCluster = isClusterScoped(target.group, target.kind, lookups);
  const isNamespace = isNamespaceKind(target);
  return {
    target,
    isOfCluster,
    namespace: isNamespace ? target.name : isOfCluster ? '' : target.namespace || 'default',
  };
}

function isNamespaceKind({ group, kind }: Target): boolean {
  return group === '' && kind === 'Namespace';
}

type Test = (place: Place) => boolean;

const ALWAYS: Test = () => true;

function inScope(match: JsonObject): Test {
  const scope = asString(match['scope']) ?? '*';
  if (scope === '' || scope === '*') return ALWAYS;
  return ({ isOfCluster }) => isOfCluster === (scope === 'Cluster');
}

/** Objects outside of namespaces are in every list and in no list of exclusions. */
function inNamespaces(match: JsonObject): Test {
  const [listed, excluded] = [asStrings(match['namespaces']), asStrings(match['excludedNamespaces'])];
  const isListed = (list: readonly string[], name: string) => list.some((pattern) => matchesGlob(pattern, name));
  return ({ namespace }) => {
    if (namespace === '') return true;
    return (listed.length === 0 || isListed(listed, namespace)) && !isListed(excluded, namespace);
  };
}

function labelled(match: JsonObject): Test {
  const selector = match['labelSelector'];
  if (!isObject(selector)) return ALWAYS;
  return ({ target: { labels, subject } }) => {
    const old = at(subject.oldObject, 'metadata', 'labels');
    return matchesLabels(selector, labels) || (subject.oldObject !== undefined && matchesLabels(selector, tagsOf(old)));
  };
}

function inSelectedNamespace(match: JsonObject): Test {
  const selector = match['namespaceSelector'];
  if (!isObject(selector)) return ALWAYS;
  return ({ target, namespace }) => {
    if (isNamespaceKind(target)) return matchesLabels(selector, target.labels);
    return namespace === '' || matchesLabels(selector, target.subject.namespaceLabels);
  };
}

function named(match: JsonObject): Test {
  const pattern = asString(match['name']) ?? '';
  if (pattern === '') return ALWAYS;
  return ({ target }) => {
    const generated = asString(at(target.object, 'metadata', 'generateName')) ?? '';
    return (
      matchesGlob(pattern, target.name) ||
      (generated !== '' && target.name === generated && matchesGlob(pattern, generated))
    );
  };
}

/** `kube-*`, `*-system`, `*mid*`: a star stands for anything, at the front or the end only. */
export function matchesGlob(pattern: string, text: string): boolean {
  const [front, end] = [pattern.startsWith('*'), pattern.endsWith('*')];
  if (front && end) return text.includes(pattern.slice(1, -1));
  if (front) return text.endsWith(pattern.slice(1));
  return end ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}
