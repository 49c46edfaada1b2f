import { typeOf } from '../kubernetes/kinds.ts';
import { allKinds } from '../kubernetes/schema/types.ts';
import type { JsonObject } from '../model/json.ts';
import { asList, asObject, asStrings, at } from '../std/value.ts';
import { pluralOf } from './cel/plural.ts';
import { readKind, splitApiVersion } from './kyverno/match-kinds.ts';
import { PolicyProblem } from './problem.ts';
import { hasWildcard } from './wildcard.ts';
import type { CompiledPolicy } from './types.ts';

/** A kind that Kubernetes itself serves. */
export interface BuiltInKind {
  readonly apiVersion: string;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

let known: readonly BuiltInKind[] | undefined;

export function builtInKinds(): readonly BuiltInKind[] {
  known ??= [...allKinds().keys()].map((key) => {
    const [apiVersion = '', kind = ''] = key.split(' ');
    const [group, version] = splitApiVersion(apiVersion);
    return { apiVersion, group, version, kind };
  });
  return known;
}

const byResource = new Map<string, string>();

/** The type (`Deployment`, as checks name it) of a resource of an API path; undefined where Kubernetes serves none of that name. */
export function typeOfResource(apiVersion: string, resource: string): string | undefined {
  if (byResource.size === 0) {
    for (const { group, apiVersion: version, kind } of builtInKinds())
      byResource.set(`${group}/${pluralOf(kind)}`, typeOf(version, kind));
  }
  return byResource.get(`${splitApiVersion(apiVersion)[0]}/${resource}`);
}

/** The types that a policy may be about; `*` where its text leaves them open. */
export function typesOf(policy: CompiledPolicy, document: JsonObject): readonly string[] | '*' {
  if (policy.mayMatch('any.castellan.dev', 'v1', 'Anything', '')) return '*';
  const builtIn = builtInKinds()
    .filter(({ group, version, kind }) => policy.mayMatch(group, version, kind, ''))
    .map(({ apiVersion, kind }) => typeOf(apiVersion, kind));
  const custom = [...kindTypes(document), ...ruleTypes(document), ...constraintTypes(document)];
  return custom.includes('*') ? '*' : [...new Set([...builtIn, ...custom])];
}

/**
 * What a cluster is to be asked for where `typesOf` leaves the types open: resources as API paths name them
 * (`applications.argoproj.io`), kinds of any group (`*.Application`), and for what is about everything the built-in types.
 */
export function readsOf(policy: CompiledPolicy, document: JsonObject): string[] {
  if (typesOf(policy, document) !== '*') return [];
  if (policy.mayMatch('any.castellan.dev', 'v1', 'Anything', '')) return builtInTypes();
  const kinds = [
    ...matchedKinds(document).flatMap((text) => selectorOf(text)?.kind ?? []),
    ...constraintKinds(document),
  ];
  const custom = kinds.filter((kind) => !hasWildcard(kind) && !isBuiltIn(kind, '*')).map((kind) => `*.${kind}`);
  const builtIn = builtInKinds().filter(({ group, version, kind }) => policy.mayMatch(group, version, kind, ''));
  return [
    ...new Set([
      ...builtIn.map(({ apiVersion, kind }) => typeOf(apiVersion, kind)),
      ...custom,
      ...ruleResources(document),
    ]),
  ];
}

function constraintKinds(document: JsonObject): string[] {
  return asList(at(document, 'spec', 'match', 'kinds')).flatMap((one) => asStrings(at(one, 'kinds')));
}

function ruleResources(document: JsonObject): string[] {
  const rules = asList(at(document, 'spec', 'matchConstraints', 'resourceRules')).map(asObject);
  return rules.flatMap((rule) =>
    asStrings(rule['apiGroups'])
      .filter((group) => group.includes('.'))
      .flatMap((group) => asStrings(rule['resources']).map((resource) => `${resource.split('/')[0]}.${group}`)),
  );
}

/** Of the kinds that rules of Kyverno name, those of custom resources. */
function kindTypes(document: JsonObject): string[] {
  return matchedKinds(document).flatMap((text) => {
    const selector = selectorOf(text);
    if (!selector || hasWildcard(selector.kind) || isBuiltIn(selector.kind, selector.group)) return [];
    return hasWildcard(selector.group) ? ['*'] : [`${selector.kind}.${selector.group}`];
  });
}

function selectorOf(text: string) {
  try {
    return readKind(text, []);
  } catch (error) {
    if (error instanceof PolicyProblem) return undefined;
    throw error;
  }
}

function isBuiltIn(kind: string, group: string): boolean {
  return builtInKinds().some((one) => one.kind === kind && (hasWildcard(group) || one.group === group));
}

/** The kinds that the match blocks of a Kyverno policy name, as written. */
export function matchedKinds(document: JsonObject): string[] {
  const blocks = [
    ...asList(at(document, 'spec', 'rules')).map((rule) => asObject(asObject(rule)['match'])),
    asObject(at(document, 'spec', 'match')),
  ];
  return blocks
    .flatMap((match) => [match, ...asList(match['any']), ...asList(match['all'])])
    .flatMap((block) => asStrings(asObject(asObject(block)['resources'])['kinds']));
}

/** Kinds that a constraint of Gatekeeper matches, those of custom resources. */
function constraintTypes(document: JsonObject): string[] {
  return asList(at(document, 'spec', 'match', 'kinds')).flatMap((one) =>
    asStrings(at(one, 'kinds')).flatMap((kind) =>
      asStrings(at(one, 'apiGroups')).flatMap((group) => {
        if (kind === '*' || isBuiltIn(kind, group)) return [];
        return group === '*' ? ['*'] : [`${kind}.${group}`];
      }),
    ),
  );
}

/** Resource rules name custom resources by their plural, which is no kind. */
function ruleTypes(document: JsonObject): string[] {
  const rules = asList(at(document, 'spec', 'matchConstraints', 'resourceRules')).map(asObject);
  const groups = new Set(builtInKinds().map(({ group }) => group));
  const isOpen = rules.some((rule) => asStrings(rule['apiGroups']).some((group) => !groups.has(group)));
  return isOpen ? ['*'] : [];
}

/** Kinds that machines write all the time, and nobody judges. */
const NOISE: ReadonlySet<string> = new Set([
  'ControllerRevision',
  'EndpointSlice',
  'Endpoints',
  'Event',
  'Lease',
  'LeaseCandidate',
]);

/** The types of the kinds that Kubernetes itself serves, without those that machines write. */
function builtInTypes(): string[] {
  const kinds = builtInKinds().filter(({ kind }) => !NOISE.has(kind));
  return [...new Set(kinds.map(({ apiVersion, kind }) => typeOf(apiVersion, kind)))];
}
