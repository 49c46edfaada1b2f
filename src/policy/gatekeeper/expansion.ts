import type { JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, asStrings, at, equalJson, isObject } from '../../std/value.ts';
import { EvaluationError, PolicyProblem } from '../problem.ts';
import { targetOf } from '../target.ts';
import type { CompiledPolicy, Lookups, Subject } from '../types.ts';
import { actionOf } from './enforcement.ts';
import { compileMutator, isMutator, type Mutator } from './mutator.ts';

/** An object that a workload would make, as an ExpansionTemplate has it. */
export interface Generated {
  readonly subject: Subject;
  /** The template's name. */
  readonly template: string;
  /** Where in the original its content stands. */
  readonly source: Path;
  /** What follows a violation whatever the constraint says. */
  readonly action?: string;
}

/** ExpansionTemplates and the mutators that work on what they make. */
export interface Expander {
  expand(subject: Subject, lookups: Lookups): readonly Generated[];
  /** Whether objects of a kind make others that `test` holds for. */
  makes(group: string, version: string, kind: string, test: (group: string, kind: string) => boolean): boolean;
}

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

interface Expansion {
  readonly name: string;
  readonly source: readonly string[];
  readonly makes: Kind;
  readonly action: string | undefined;
  from(kind: Kind): boolean;
}

export function isExpansion(document: JsonObject): boolean {
  return (
    document['kind'] === 'ExpansionTemplate' &&
    (asString(document['apiVersion']) ?? '').startsWith('expansion.gatekeeper.sh/')
  );
}

/** An ExpansionTemplate (Gatekeeper, "Validation of Workload Resources"). @throws PolicyProblem */
function compileExpansion(document: JsonObject): Expansion {
  const spec = asObject(document['spec']);
  const name = asString(at(document, 'metadata', 'name')) ?? '';
  if (name === '') throw new PolicyProblem('The expansion has no name.', ['metadata']);
  const entries = asList(spec['applyTo']).map(asObject);
  if (entries.length === 0)
    throw new PolicyProblem('An expansion needs applyTo: groups, versions and kinds.', ['spec', 'applyTo']);
  const source = (asString(spec['templateSource']) ?? '').split('.');
  if (source.includes(''))
    throw new PolicyProblem('An expansion needs a templateSource, such as spec.template.', ['spec', 'templateSource']);
  const action = asString(spec['enforcementAction']) || undefined;
  return {
    name,
    source,
    makes: madeKind(spec['generatedGVK']),
    action: action === undefined ? undefined : actionOf(action, ['spec', 'enforcementAction']),
    from: ({ group, version, kind }) =>
      entries.some(
        ({ groups, versions, kinds }) =>
          asStrings(groups).includes(group) && asStrings(versions).includes(version) && asStrings(kinds).includes(kind),
      ),
  };
}

function madeKind(value: JsonObject[string]): Kind {
  const { group, version, kind } = asObject(value);
  const made = { group: asString(group) ?? '', version: asString(version) ?? '', kind: asString(kind) ?? '' };
  if (made.version === '' || made.kind === '')
    throw new PolicyProblem('An expansion needs generatedGVK: group, version and kind.', ['spec', 'generatedGVK']);
  return made;
}

/** More are no workload's, but of expansions that multiply. */
const MOST_MADE = 1000;

const expanders = new WeakMap<readonly JsonObject[], Expander>();

/** The expansions and mutators that lie together; those that cannot be used are told elsewhere. */
export function expanderOf(documents: readonly JsonObject[]): Expander {
  let expander = expanders.get(documents);
  if (!expander) expanders.set(documents, (expander = createExpander(documents)));
  return expander;
}

function createExpander(documents: readonly JsonObject[]): Expander {
  const all = usable(documents.filter(isExpansion), compileExpansion);
  const expansions = all.filter((one) => !isEndless(one, all));
  const mutators = expansions.length === 0 ? [] : usable(documents.filter(isMutator), compileMutator).toSorted(inOrder);
  const makes: Expander['makes'] = (group, version, kind, test) =>
    reached(expansions, { group, version, kind }).some((one) => test(one.makes.group, one.makes.kind));
  const addMade = (subject: Subject, lookups: Lookups, source: Path, found: Generated[]): void => {
    for (const expansion of expansions) {
      const made = expansion.from(targetOf(subject)) ? generatedBy(expansion, subject) : undefined;
      if (!made) continue;
      if (found.length === MOST_MADE) throw new EvaluationError(`expansions make more than ${MOST_MADE} objects`);
      const whole = [...source, ...made.source];
      const own = settled(made.subject, mutators, lookups);
      found.push({ ...made, subject: own, source: whole });
      addMade(own, lookups, whole, found);
    }
  };
  const expand = (subject: Subject, lookups: Lookups): readonly Generated[] => {
    const found: Generated[] = [];
    if (expansions.length > 0 && subject.operation !== 'DELETE') addMade(subject, lookups, [], found);
    return found;
  };
  return { makes, expand: rememberLast(expand) };
}

/** One object is expanded for each constraint. */
function rememberLast(expand: Expander['expand']): Expander['expand'] {
  let last: { subject: Subject; lookups: Lookups; made: readonly Generated[] } | undefined;
  return (subject, lookups) => {
    if (last?.subject !== subject || last.lookups !== lookups)
      last = { subject, lookups, made: expand(subject, lookups) };
    return last.made;
  };
}

/** Makes objects that it is about, by way of others or by itself; Gatekeeper does not use such expansions. */
function isEndless(expansion: Expansion, all: readonly Expansion[]): boolean {
  return reached(all, expansion.makes).includes(expansion);
}

/** What compiles. */
function usable<T>(documents: readonly JsonObject[], compile: (document: JsonObject) => T): T[] {
  return documents.flatMap((document) => {
    try {
      return [compile(document)];
    } catch (error) {
      if (error instanceof PolicyProblem) return [];
      throw error;
    }
  });
}

function inOrder(a: Mutator, b: Mutator): number {
  return `${a.kind}/${a.name}` < `${b.kind}/${b.name}` ? -1 : 1;
}

/** The expansions that begin with a kind, and those of what they make. */
function reached(expansions: readonly Expansion[], start: Kind): Expansion[] {
  const found = expansions.filter((one) => one.from(start));
  for (const { makes } of found)
    for (const next of expansions) if (!found.includes(next) && next.from(makes)) found.push(next);
  return found;
}

/** The content of the source field, named after its owner, in the owner's namespace. */
function generatedBy({ name, source, makes, action }: Expansion, owner: Subject): Generated | undefined {
  const content = at(owner.object, ...source);
  if (!isObject(content)) return undefined;
  const { group, version, kind, name: ownerName, namespace } = targetOf(owner);
  const ownerVersion = group === '' ? version : `${group}/${version}`;
  const uid = asString(at(owner.object, 'metadata', 'uid')) ?? '';
  const { namespace: _, ...metadata } = asObject(content['metadata']);
  const object: JsonObject = {
    ...content,
    apiVersion: makes.group === '' ? makes.version : `${makes.group}/${makes.version}`,
    kind: makes.kind,
    metadata: {
      ...metadata,
      name: `${ownerName}-${makes.kind.toLowerCase()}`,
      ...(namespace && { namespace }),
      ownerReferences: [{ apiVersion: ownerVersion, kind, name: ownerName, uid }],
    },
  };
  const { request: __, parent: ___, oldObject: ____, ...rest } = owner;
  const subject = { ...rest, object, subresource: '' };
  return { subject, template: name, source, ...(action !== undefined && { action }) };
}

const MOST_ROUNDS = 20;

/** As mutators leave it when they no longer change it. @throws EvaluationError where they cannot work on it, or never end */
function settled(subject: Subject, mutators: readonly Mutator[], lookups: Lookups): Subject {
  let object = subject.object;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = object;
    for (const mutator of mutators) object = mutatedBy(mutator, { ...subject, object }, lookups);
    if (equalJson(before, object)) return { ...subject, object };
  }
  throw new EvaluationError(`mutators undo each other on ${targetOf(subject).name}`);
}

function mutatedBy(mutator: Mutator, subject: Subject, lookups: Lookups): JsonObject {
  return mutator.matches(subject, lookups, 'Generated') ? mutator.mutate(subject.object, subject) : subject.object;
}

/** An expansion as a policy: it judges nothing by itself, but what is wrong with it is told. @throws PolicyProblem */
export function expansionPolicy(document: JsonObject, others: readonly JsonObject[]): CompiledPolicy {
  const own = compileExpansion(document);
  const beside = others.filter((one) => one !== document && isExpansion(one));
  if (isEndless(own, [own, ...usable(beside, compileExpansion)]))
    throw new PolicyProblem('The expansions make objects of objects without end.', ['spec', 'generatedGVK']);
  return {
    kind: 'ExpansionTemplate',
    name: own.name,
    namespace: '',
    rules: [],
    warns: false,
    mayMatch: () => false,
    evaluate: () => [],
  };
}
