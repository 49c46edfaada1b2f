import { allKinds, LAST_MINOR } from '../../../kubernetes/schema/types.ts';
import { holds, requirementsOf, type Labels, type Requirement } from '../../../kubernetes/selector.ts';
import type { Json, JsonObject, Path } from '../../../model/json.ts';
import { asList, asObject, asString, at, isObject } from '../../../std/value.ts';
import { splitApiVersion } from '../../kyverno/match-kinds.ts';
import { PolicyProblem } from '../../problem.ts';
import { tagsOf } from '../../target.ts';
import type { Lookups } from '../../types.ts';
import { pluralOf } from '../plural.ts';
import { names, readResourceRules, type ResourceRule } from '../resource-rules.ts';
import type { AdmissionRequest } from './request.ts';
import { definitionOf } from './scope.ts';

/** The kind and resource by which rules know a request: another version of it where only that one is named. */
export type Matched = Pick<AdmissionRequest, 'kind' | 'resource'>;

/** `matchConstraints` of a policy or `matchResources` of a binding (`MatchResources`). */
export interface ResourceMatch {
  /** Undefined where they are not about the request. */
  matches(request: AdmissionRequest, lookups: Lookups): Matched | undefined;
  mayMatch(group: string, kind: string, subresource: string): boolean;
}

/** No rules match everything. @throws PolicyProblem */
export function compileMatch(value: Json | undefined, path: Path): ResourceMatch {
  const block = asObject(value);
  const { rules, excluded } = readResourceRules(block);
  const inObject = compileLabels(block, 'objectSelector', path);
  const inNamespace = compileLabels(block, 'namespaceSelector', path);
  const exact = block['matchPolicy'] === 'Exact';
  return {
    matches(request, lookups) {
      if (inNamespace && !namespaceSelected(inNamespace, request)) return undefined;
      if (inObject && !objectSelected(inObject, request)) return undefined;
      if (firstMatch(excluded, request, exact, lookups)) return undefined;
      return rules.length === 0 ? asItCame(request) : firstMatch(rules, request, exact, lookups);
    },
    mayMatch: (group, kind, subresource) =>
      rules.length === 0 ||
      rules.some((rule) => names(rule.groups, group) && coversResource(rule, pluralOf(kind), subresource)),
  };
}

function asItCame({ kind, resource }: AdmissionRequest): Matched {
  return { kind, resource };
}

function compileLabels(block: JsonObject, key: string, path: Path): readonly Requirement[] | undefined {
  const selector = block[key];
  if (!isObject(selector)) return undefined;
  const requirements = requirementsOf(selector);
  if (!requirements) throw new PolicyProblem('The label selector cannot be read.', [...path, key]);
  return requirements.length > 0 ? requirements : undefined;
}

function selects(requirements: readonly Requirement[], labels: Labels): boolean {
  return requirements.every((requirement) => holds(requirement, labels));
}

/** Objects of the cluster are never left out; a namespace that is made or changed is judged by its own labels. */
function namespaceSelected(requirements: readonly Requirement[], request: AdmissionRequest): boolean {
  const { resource, operation, subresource, namespace, object, namespaceObject } = request;
  const isNamespace = resource.resource === 'namespaces';
  if (namespace === '' && !isNamespace) return true;
  if (isNamespace && subresource === '' && operation !== 'DELETE') return selects(requirements, labelsOf(object));
  const stored = isNamespace ? labelsOf(request.oldObject) : labelsOf(namespaceObject);
  return selects(requirements, { ...stored, ...request.namespaceLabels });
}

/** Before or after the change: an object that loses its label is still looked at. */
function objectSelected(requirements: readonly Requirement[], { object, oldObject }: AdmissionRequest): boolean {
  return [object, oldObject].some((one) => one !== null && selects(requirements, labelsOf(one)));
}

function labelsOf(object: JsonObject | null): Labels {
  return tagsOf(at(object ?? undefined, 'metadata', 'labels'));
}

/** By the request as it came; then, unless only exact matches count, by other versions of the same resource. */
function firstMatch(
  rules: readonly ResourceRule[],
  request: AdmissionRequest,
  exact: boolean,
  lookups: Lookups,
): Matched | undefined {
  const came = asItCame(request);
  if (rules.some((rule) => covers(rule, request, came))) return came;
  if (exact || rules.length === 0) return undefined;
  const others = equivalents(request, lookups);
  for (const rule of rules) {
    const found = others.find((other) => covers(rule, request, other));
    if (found) return found;
  }
  return undefined;
}

function covers(rule: ResourceRule, request: AdmissionRequest, { resource }: Matched): boolean {
  return (
    inScope(rule, request, resource) &&
    (rule.operations.length === 0 || names(rule.operations, request.operation)) &&
    names(rule.groups, resource.group) &&
    names(rule.versions, resource.version) &&
    coversResource(rule, resource.resource, request.subresource) &&
    (rule.names.length === 0 || rule.names.includes(request.name))
  );
}

function inScope({ scope }: ResourceRule, { namespace }: AdmissionRequest, resource: Matched['resource']): boolean {
  if (scope === '*') return true;
  const isNamespace = resource.group === '' && resource.version === 'v1' && resource.resource === 'namespaces';
  return (scope === 'Namespaced') === (!isNamespace && namespace !== '');
}

function coversResource(rule: ResourceRule, resource: string, subresource: string): boolean {
  return rule.resources.some((one) => {
    const [name = '', sub = ''] = one.split('/', 2);
    return (name === '*' || name === resource) && (sub === '*' || sub === subresource);
  });
}

/** Other names under which the server stores the same objects. */
function equivalents(request: AdmissionRequest, lookups: Lookups): Matched[] {
  const { kind, resource } = request;
  return [...versionsOf(resource.group, kind.kind, lookups), ...otherGroups(request)]
    .filter(({ group, version }) => group !== resource.group || version !== resource.version)
    .map(({ group, version }) => ({
      kind: kind.group === resource.group ? { ...kind, group, version } : kind,
      resource: { ...resource, group, version },
    }));
}

const EVENTS: readonly string[] = ['', 'events.k8s.io'];

function otherGroups({ resource, kind }: AdmissionRequest): { group: string; version: string }[] {
  if (kind.kind !== 'Event' || !EVENTS.includes(resource.group)) return [];
  return EVENTS.map((group) => ({ group, version: 'v1' }));
}

function versionsOf(group: string, kind: string, lookups: Lookups): { group: string; version: string }[] {
  const served = asList(at(definitionOf(group, kind, lookups), 'spec', 'versions')).map(asObject);
  const own = served.filter((one) => one['served'] !== false).map((one) => asString(one['name']) ?? '');
  return [...own, ...builtInVersions(group, kind)].map((version) => ({ group, version }));
}

let builtIn: Map<string, string[]> | undefined;

/** Versions that Kubernetes 1.36 serves unless it is told otherwise: alpha and beta ones have to be switched on. */
function builtInVersions(group: string, kind: string): readonly string[] {
  builtIn ??= stableVersions();
  return builtIn.get(`${group} ${kind}`) ?? [];
}

function stableVersions(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, { to }] of allKinds()) {
    const [apiVersion = '', kind = ''] = name.split(' ');
    const [group, version] = splitApiVersion(apiVersion);
    if (to < LAST_MINOR || /(?:alpha|beta)\d*$/.test(version)) continue;
    const key = `${group} ${kind}`;
    found.set(key, [...(found.get(key) ?? []), version]);
  }
  return found;
}
