import type { Json, JsonObject, Path } from '../model/json.ts';
import type { CompiledPolicy, RuleResult, Subject } from '../policy/types.ts';
import { tagsOf, type Tags } from '../policy/target.ts';
import { asList, asObject, asString, asStrings, at, isObject } from '../std/value.ts';
import type { DocumentProblem } from './documents.ts';
import type { LoadedSet } from './policy-set.ts';

const NAME = 'kubernetes.io/metadata.name';

/** With the label that an API server gives every namespace. */
export function withNameLabel(subject: Subject): Subject {
  const namespace = namespaceOf(subject.object);
  return namespace === ''
    ? subject
    : { ...subject, namespaceLabels: { ...subject.namespaceLabels, [NAME]: namespace } };
}

/** '' where it names none. */
export function namespaceOf(object: JsonObject): string {
  return asString(at(object, 'metadata', 'namespace')) ?? '';
}

/** Finds policies whose answers depend on labels of namespaces that were not read. */
export interface UnknownLabels {
  /** Asks the policy again with other labels of the object's namespace, which is one that was not read. */
  note(
    policy: CompiledPolicy,
    subject: Subject,
    results: readonly RuleResult[],
    evaluate: (subject: Subject) => readonly RuleResult[],
  ): void;
  /** One for each policy. */
  problems(): DocumentProblem[];
}

/** A selector of namespaces, where it is written, and labels that it might find. */
interface Selector {
  readonly document: JsonObject;
  readonly path: Path;
  readonly trials: readonly Tags[];
}

export function createUnknownLabels({ policies, files, others }: LoadedSet): UnknownLabels {
  const bindings = others.map(({ object }) => object).filter(({ kind }) => asString(kind)?.endsWith('PolicyBinding'));
  const selecting = new Map(
    policies.flatMap(({ policy, document }): [CompiledPolicy, readonly Selector[]][] => {
      const bound = bindings.filter((one) => at(one, 'spec', 'policyName') === policy.name);
      const selectors = [document, ...bound].flatMap(selectorsOf);
      return selectors.length > 0 ? [[policy, selectors]] : [];
    }),
  );
  const found = new Map<CompiledPolicy, { readonly selector: Selector; readonly namespaces: Set<string> }>();
  return {
    note(policy, subject, results, evaluate) {
      const selectors = selecting.get(policy);
      const namespace = namespaceOf(subject.object);
      if (!selectors || found.get(policy)?.namespaces.has(namespace)) return;
      const selector = deciding(selectors, subject, results, evaluate);
      if (!selector) return;
      const { namespaces } = found.get(policy) ?? { namespaces: new Set<string>() };
      found.set(policy, { selector, namespaces: namespaces.add(namespace) });
    },
    problems: () =>
      [...found.values()].flatMap(({ selector: { document, path }, namespaces }) => {
        const written = files.get(document);
        if (!written) return [];
        const { line, column } = written.placeOf(path);
        return [{ file: written.file, line, column, message: messageOf([...namespaces]) }];
      }),
  };
}

/** Policies with more trials are taken to depend on labels: asking them all of each object would take too long. */
const MOST_TRIALS = 32;

/** The selector that the results depend on. */
function deciding(
  selectors: readonly Selector[],
  subject: Subject,
  results: readonly RuleResult[],
  evaluate: (subject: Subject) => readonly RuleResult[],
): Selector | undefined {
  if (selectors.reduce((sum, { trials }) => sum + trials.length, 0) > MOST_TRIALS) return selectors[0];
  const before = said(results);
  return selectors.find(({ trials }) =>
    trials.some((trial) => {
      const namespaceLabels = { ...trial, ...subject.namespaceLabels };
      return said(evaluate({ ...subject, namespaceLabels })) !== before;
    }),
  );
}

function said(results: readonly RuleResult[]): string {
  return JSON.stringify(results.map(({ rule, status }) => [rule, status]));
}

const MOST_NAMED = 3;

function messageOf(namespaces: readonly string[]): string {
  const named = namespaces.slice(0, MOST_NAMED).join(', ');
  const more = namespaces.length > MOST_NAMED ? ` and ${namespaces.length - MOST_NAMED} more` : '';
  return `What the policy says depends on labels of namespaces that were not read: ${named}${more}. Name the files of the namespaces with -r, or give their labels with --values.`;
}

/** Where policies and bindings say what they are about. */
const MATCHES: ReadonlySet<string> = new Set(['match', 'exclude', 'matchConstraints', 'matchResources']);

function selectorsOf(document: JsonObject): Selector[] {
  const found: Selector[] = [];
  const walk = (value: Json | undefined, path: Path, isMatch: boolean): void => {
    if (Array.isArray(value)) value.forEach((item, i) => walk(item, [...path, i], isMatch));
    if (!isObject(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      const here = [...path, key];
      const trials = isMatch && key === 'namespaceSelector' ? trialsOf(asObject(inner)) : [];
      if (trials.length > 0) found.push({ document, path: here, trials });
      else walk(inner, here, isMatch || MATCHES.has(key));
    }
  };
  walk(document['spec'], ['spec'], false);
  return found;
}

/** Labels that have what the selector asks for, and labels that have what it excludes. */
function trialsOf(selector: JsonObject): Tags[] {
  const wanted = asked(selector, 'In', 'Exists');
  const excluded = asked(selector, 'NotIn', 'DoesNotExist');
  const labels = [...Object.entries(tagsOf(selector['matchLabels'])), ...wanted].map(plain);
  return [labels, excluded.map(plain)]
    .map((pairs) => pairs.filter(([key]) => key !== NAME))
    .filter((pairs) => pairs.length > 0)
    .map((pairs) => Object.fromEntries(pairs));
}

type Pair = readonly [key: string, value: string];

function asked(selector: JsonObject, withValues: string, withNone: string): Pair[] {
  return asList(selector['matchExpressions']).flatMap((item): Pair[] => {
    const { key, operator, values } = asObject(item);
    if (operator !== withValues && operator !== withNone) return [];
    return [[asString(key) ?? '', asStrings(values)[0] ?? 'any']];
  });
}

/** Keys and values of Kyverno's selectors may have wildcards. */
function plain([key, value]: Pair): Pair {
  return [key.replaceAll(/[*?]/g, 'x'), value.replaceAll(/[*?]/g, 'x')];
}
