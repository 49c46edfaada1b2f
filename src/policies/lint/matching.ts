import type { JsonObject, Path } from '../../model/json.ts';
import { builtInKinds } from '../../policy/kinds.ts';
import { readKind } from '../../policy/kyverno/match-kinds.ts';
import { PolicyProblem } from '../../policy/problem.ts';
import { hasWildcard, matchesAny } from '../../policy/wildcard.ts';
import { closest } from '../../std/distance.ts';
import { asList, asObject, asString, asStrings, at, isObject } from '../../std/value.ts';
import type { Tell } from './finding.ts';

const OPERATIONS: readonly string[] = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'];

/** Kinds of objects that are in no namespace. */
const CLUSTER_WIDE: ReadonlySet<string> = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'IngressClass',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
]);

/** Matches that no object can satisfy, and what narrows them to nothing. */
export function lintMatching(document: JsonObject, tell: Tell): void {
  asList(at(document, 'spec', 'rules')).forEach((item, i) => {
    const rule = asObject(item);
    const path: Path = ['spec', 'rules', i];
    for (const [block, at] of blocksOf(rule['match'], [...path, 'match'])) lintBlock(block, at, document, tell);
    lintAll(rule, [...path, 'match', 'all'], tell);
    lintExclude(rule, path, tell);
  });
  lintResourceRules(document, tell);
}

/** Each filter of a match, with the path of it. */
function blocksOf(match: JsonObject[string], path: Path): (readonly [JsonObject, Path])[] {
  const block = asObject(match);
  const listed = (['any', 'all'] as const).flatMap((key) =>
    asList(block[key]).map((one, i) => [asObject(one), [...path, key, i]] as const),
  );
  return listed.length > 0 ? listed : [[block, path]];
}

function lintBlock(block: JsonObject, path: Path, document: JsonObject, tell: Tell): void {
  const resources = asObject(block['resources']);
  const at: Path = [...path, 'resources'];
  const kinds = asStrings(resources['kinds']);
  kinds.forEach((kind, i) => lintKind(kind, [...at, 'kinds', i], tell));
  asStrings(resources['operations']).forEach((operation, i) => {
    if (OPERATIONS.includes(operation)) return;
    const near = closest(operation.toUpperCase(), OPERATIONS) ?? 'CREATE';
    tell('dead-match', [...at, 'operations', i], `There is no operation "${operation}".`, `Did you mean "${near}"?`);
  });
  const wide = kinds.length > 0 && kinds.every((kind) => CLUSTER_WIDE.has(kind.split('/').at(-1) ?? ''));
  if (wide && asStrings(resources['namespaces']).some((name) => name !== '*'))
    tell('dead-match', [...at, 'namespaces'], `${kinds.join(', ')} are in no namespace.`, 'Take namespaces out.');
  lintOwnNamespace(resources, at, document, tell);
}

/** A namespaced Policy is about its own namespace alone. */
function lintOwnNamespace(resources: JsonObject, at: Path, document: JsonObject, tell: Tell): void {
  const namespaces = asStrings(resources['namespaces']);
  if (document['kind'] !== 'Policy' || namespaces.length === 0) return;
  const own = asString(asObject(document['metadata'])['namespace']) ?? 'default';
  if (matchesAny(namespaces, own)) return;
  tell(
    'dead-match',
    [...at, 'namespaces'],
    `A Policy is about its own namespace, ${own}, which is not among these.`,
    'Take namespaces out, or write a ClusterPolicy.',
  );
}

/** A bare kind that is nearly one of Kubernetes' own is one that was mistyped. */
function lintKind(text: string, path: Path, tell: Tell): void {
  const parts = kindOf(text);
  if (!parts || hasWildcard(parts.kind) || parts.kind === '') return;
  const names = [...new Set(builtInKinds().map(({ kind }) => kind))];
  if (names.includes(parts.kind) || !/^[\w*]+$/.test(parts.group)) return;
  const near = closest(parts.kind, names);
  if (near && near.toLowerCase() === parts.kind.toLowerCase())
    tell('dead-match', path, `There is no kind "${parts.kind}".`, `Did you mean "${near}"?`);
  else if (near && parts.group !== '*')
    tell('dead-match', path, `There is no kind "${text}".`, `Did you mean "${near}"?`);
}

function kindOf(text: string) {
  try {
    return readKind(text, []);
  } catch (error) {
    if (error instanceof PolicyProblem) return undefined;
    throw error;
  }
}

/** All of several filters: no object is of two kinds. */
function lintAll(rule: JsonObject, path: Path, tell: Tell): void {
  const all = asList(at(rule, 'match', 'all')).map((block) => asStrings(at(block, 'resources', 'kinds')));
  const [first, ...others] = all.filter((kinds) => kinds.length > 0);
  if (!first || others.length === 0) return;
  const shared = first.filter((kind) => others.every((kinds) => kinds.some((other) => mayBeSame(kind, other))));
  if (shared.length === 0)
    tell(
      'dead-match',
      path,
      'All of these filters must match, and no kind is in each of them.',
      'Write any: instead of all:.',
    );
}

function mayBeSame(a: string, b: string): boolean {
  return hasWildcard(a) || hasWildcard(b) || a.split('/').at(-1) === b.split('/').at(-1);
}

/** An exclude that asks for nothing but kinds, all of those that are matched. */
function lintExclude(rule: JsonObject, path: Path, tell: Tell): void {
  const matched = blocksOf(rule['match'], []).flatMap(([block]) => asStrings(at(block, 'resources', 'kinds')));
  if (matched.length === 0) return;
  for (const [block, at] of blocksOf(rule['exclude'], [...path, 'exclude'])) {
    const resources = asObject(block['resources']);
    const onlyKinds = Object.keys(block).length === 1 && Object.keys(resources).length === 1;
    const excluded = asStrings(resources['kinds']);
    if (!onlyKinds || !matched.every((kind) => excluded.includes(kind) || excluded.includes('*'))) continue;
    tell(
      'dead-match',
      at,
      'This excludes everything that the rule matches.',
      'Narrow it, by names, namespaces or a selector.',
    );
  }
}

/** Resource rules with an empty list match nothing. */
function lintResourceRules(document: JsonObject, tell: Tell): void {
  const isOfServer = asString(document['apiVersion'])?.startsWith('admissionregistration.k8s.io/');
  asList(at(document, 'spec', 'matchConstraints', 'resourceRules')).forEach((item, i) => {
    const rule = asObject(item);
    const path: Path = ['spec', 'matchConstraints', 'resourceRules', i];
    for (const key of ['apiGroups', 'apiVersions', 'resources', 'operations']) {
      if (rule[key] === undefined && isObject(item) && key === 'operations') {
        if (isOfServer) tell('refused', path, 'The rule names no operations.', 'Name operations, or "*".');
        continue;
      }
      if (asList(rule[key]).length === 0)
        tell(
          'dead-match',
          [...path, ...(rule[key] === undefined ? [] : [key])],
          `${key} is empty: nothing matches.`,
          `Name ${key}, or "*".`,
        );
    }
    for (const [j, resource] of asStrings(rule['resources']).entries()) {
      if (!/[A-Z]/.test(resource)) continue;
      const hint = `Did you mean "${resource.toLowerCase().replace(/s?$/, 's')}"?`;
      tell(
        'dead-match',
        [...path, 'resources', j],
        `Resources are named as API paths do, not by kind: "${resource}" matches nothing.`,
        hint,
      );
    }
  });
}
