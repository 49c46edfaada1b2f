import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, asStrings, isObject } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import type { Target } from '../target.ts';
import type { UserInfo } from '../types.ts';
import { matchesAny, matchesWildcard } from '../wildcard.ts';
import { matchesKind, readKind, type KindSelector } from './match-kinds.ts';
import { compileSelector, compileTags } from './selectors.ts';

export type Matcher = (target: Target) => boolean;

export interface MatchBlock {
  readonly matches: Matcher;
  /** The kinds that some object must be of to match; empty where every kind may. */
  readonly kinds: readonly KindSelector[];
}

type Test = Matcher;

/** A `match` block: `any`, `all`, or the older `resources` beside roles and subjects. */
export function compileMatch(match: Json | undefined, path: Path): MatchBlock {
  if (!isObject(match)) throw new PolicyProblem('The rule has no match block.', path);
  const blocks = blocksOf(match, path, false);
  const kinds = blocks.list.flatMap((block) => block.kinds);
  const everyKind = blocks.list.some((block) => block.kinds.length === 0);
  return { matches: joined(blocks), kinds: everyKind && !blocks.all ? [] : kinds };
}

/** An `exclude` block; an absent one excludes nothing. */
export function compileExclude(exclude: Json | undefined, path: Path): Matcher {
  if (!isObject(exclude) || Object.keys(exclude).length === 0) return () => false;
  const blocks = blocksOf(exclude, path, true);
  return blocks.list.length === 0 ? () => false : joined(blocks);
}

interface Block {
  readonly kinds: readonly KindSelector[];
  readonly tests: readonly Test[];
}

interface Blocks {
  readonly all: boolean;
  readonly list: readonly Block[];
}

function blocksOf(match: JsonObject, path: Path, strict: boolean): Blocks {
  const all = asList(match['all']);
  const any = asList(match['any']);
  if (all.length > 0 && any.length > 0) throw new PolicyProblem('A match has either any or all, not both.', path);
  const [key, items] = all.length > 0 ? (['all', all] as const) : (['any', any] as const);
  if (items.length > 0) {
    return {
      all: key === 'all',
      list: items.map((item, i) => compileBlock(asObject(item), [...path, key, i], strict)),
    };
  }
  if (match['any'] !== undefined || match['all'] !== undefined) return { all: false, list: [] };
  return { all: false, list: [compileBlock(match, path, strict)] };
}

function joined({ all, list }: Blocks): Matcher {
  const matchers = list.map(
    ({ tests }): Matcher =>
      (target) =>
        tests.length > 0 && tests.every((test) => test(target)),
  );
  const [only] = matchers;
  if (only && matchers.length === 1) return only;
  return all ? (target) => matchers.every((one) => one(target)) : (target) => matchers.some((one) => one(target));
}

function compileBlock(block: JsonObject, path: Path, strict: boolean): Block {
  const resources = asObject(block['resources']);
  const at: Path = [...path, 'resources'];
  const kinds = asList(resources['kinds']).map((kind, i) => {
    if (typeof kind !== 'string') throw new PolicyProblem('A kind must be a text.', [...at, 'kinds', i]);
    return readKind(kind, [...at, 'kinds', i]);
  });
  const tests: Test[] = [];
  if (kinds.length > 0) tests.push(kindTest(kinds));
  for (const [key, compile] of Object.entries(TESTS)) {
    const value = resources[key];
    if (value !== undefined && value !== null && !isEmptyList(value)) tests.push(compile(value, [...at, key]));
  }
  tests.push(...userTests(block, strict));
  return { kinds, tests };
}

function isEmptyList(value: Json): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

function kindTest(kinds: readonly KindSelector[]): Test {
  return ({ group, version, kind, subresource, subject: { parent } }) => {
    const of = parent && subresource !== '' ? parent : { group, version, kind };
    return kinds.some((wanted) => matchesKind(wanted, of.group, of.version, of.kind, subresource));
  };
}

/** What a resource description may ask beside kinds. */
const TESTS: Readonly<Record<string, (value: Json, path: Path) => Test>> = {
  name: (value) => {
    const pattern = asString(value) ?? '';
    return ({ name }) => matchesWildcard(pattern, name);
  },
  names: (value) => {
    const patterns = asStrings(value);
    return ({ name }) => matchesAny(patterns, name);
  },
  namespaces: (value) => {
    const patterns = asStrings(value);
    return ({ kind, name, namespace }) => matchesAny(patterns, kind === 'Namespace' ? name : namespace);
  },
  operations: (value) => {
    const operations = asStrings(value);
    return ({ subject }) => operations.includes(subject.operation);
  },
  annotations: (value, path) => {
    const matches = compileTags(value, path);
    return ({ annotations }) => matches(annotations);
  },
  selector: (value, path) => {
    const matches = compileSelector(value, path);
    return ({ labels }) => matches(labels);
  },
  namespaceSelector: (value, path) => {
    const matches = compileSelector(value, path);
    return ({ kind, subject }) => kind !== 'Namespace' && matches(subject.namespaceLabels);
  },
};

/** Nobody asked, in a background scan: then who may ask does not narrow a match, and cannot exclude. */
function userTests(block: JsonObject, strict: boolean): Test[] {
  const roles = asStrings(block['roles']);
  const clusterRoles = asStrings(block['clusterRoles']);
  const subjects = asList(block['subjects']).map(asObject);
  const tests: ((user: UserInfo) => boolean)[] = [];
  if (roles.length > 0) tests.push((user) => user.roles.some((role) => roles.includes(role)));
  if (clusterRoles.length > 0) tests.push((user) => user.clusterRoles.some((role) => clusterRoles.includes(role)));
  if (subjects.length > 0) tests.push((user) => subjects.some((subject) => isSubject(subject, user)));
  return tests.map(
    (test): Test =>
      ({ subject: { user } }) =>
        user ? test(user) : !strict,
  );
}

function isSubject(subject: JsonObject, user: UserInfo): boolean {
  const name = asString(subject['name']) ?? '';
  if (subject['kind'] === 'Group') return user.groups.some((group) => matchesWildcard(name, group));
  if (subject['kind'] === 'User') return matchesWildcard(name, user.username);
  const account = `system:serviceaccount:${asString(subject['namespace']) ?? ''}:${name}`;
  return subject['kind'] === 'ServiceAccount' && matchesWildcard(account, user.username);
}
