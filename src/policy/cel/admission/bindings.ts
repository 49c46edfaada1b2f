import { kindOf } from '../../../kubernetes/schema/types.ts';
import { matchesLabels } from '../../../kubernetes/selector.ts';
import type { Json, JsonObject } from '../../../model/json.ts';
import { asObject, asString, asStrings, at, isObject } from '../../../std/value.ts';
import { splitApiVersion } from '../../kyverno/match-kinds.ts';
import { PolicyProblem } from '../../problem.ts';
import { tagsOf } from '../../target.ts';
import type { Lookups } from '../../types.ts';
import { compileMatch, type ResourceMatch } from './match.ts';
import type { AdmissionRequest } from './request.ts';
import { isBuiltInGroup, isClusterScoped } from './scope.ts';

export type ValidationAction = 'Deny' | 'Warn' | 'Audit';

/** A binding, compiled: where a policy counts, with which parameters, and what follows. */
export interface Binding {
  /** '' where nobody wrote a binding, and the policy counts everywhere. */
  readonly name: string;
  readonly match: ResourceMatch | undefined;
  readonly paramRef: JsonObject | undefined;
  readonly actions: readonly ValidationAction[];
}

export interface ParamKind {
  readonly apiVersion: string;
  readonly kind: string;
}

const UNBOUND: Binding = { name: '', match: undefined, paramRef: undefined, actions: ['Deny'] };

/** The bindings of a policy among other objects, by name; without any it counts everywhere, to try it out. */
export function bindingsOf(policy: JsonObject, others: readonly JsonObject[]): readonly Binding[] {
  const kind = `${asString(policy['kind']) ?? ''}Binding`;
  const name = at(policy, 'metadata', 'name');
  const own = others.filter((one) => one['kind'] === kind && at(one, 'spec', 'policyName') === name);
  if (own.length === 0) return [UNBOUND];
  return own.map(compileBinding).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function compileBinding(document: JsonObject): Binding {
  const spec = asObject(document['spec']);
  const actions = asStrings(spec['validationActions']) as ValidationAction[];
  return {
    name: asString(at(document, 'metadata', 'name')) ?? '',
    match: isObject(spec['matchResources'])
      ? compileMatch(spec['matchResources'], ['spec', 'matchResources'])
      : undefined,
    paramRef: isObject(spec['paramRef']) ? spec['paramRef'] : undefined,
    actions: actions.length > 0 ? actions : UNBOUND.actions,
  };
}

export function readParamKind(spec: JsonObject): ParamKind | undefined {
  const paramKind = spec['paramKind'];
  if (!isObject(paramKind)) return undefined;
  const kind = asString(paramKind['kind']) ?? '';
  const apiVersion = asString(paramKind['apiVersion']) ?? '';
  if (kind === '' || apiVersion === '')
    throw new PolicyProblem('paramKind needs an apiVersion and a kind.', ['spec', 'paramKind']);
  return { apiVersion, kind };
}

/** The objects that `params` stands for, one evaluation for each; or what is wrong with how they are named. */
export type Params = { readonly list: readonly Json[] } | { readonly error: string };

const NO_PARAM: Params = { list: [null] };

/** Why the parameters of a policy can never be read; undefined where they can, or where nobody knows. */
export function unknownKind(paramKind: ParamKind | undefined): string | undefined {
  if (!paramKind) return undefined;
  const { apiVersion, kind } = paramKind;
  const [group, version] = splitApiVersion(apiVersion);
  if (!isBuiltInGroup(group) || kindOf(apiVersion, kind)) return undefined;
  return `failed to find resource referenced by paramKind: '${group}/${version}, Kind=${kind}'`;
}

/** `paramRef` (k8s.io/apiserver, admission/plugin/policy/generic: CollectParams). */
export function collectParams(
  paramKind: ParamKind | undefined,
  { paramRef }: Binding,
  request: AdmissionRequest,
  lookups: Lookups,
): Params {
  if (!paramKind || !paramRef) return NO_PARAM;
  const place = placeOf(paramKind, asString(paramRef['namespace']) ?? '', request, lookups);
  if ('error' in place) return place;
  const name = asString(paramRef['name']);
  const all = lookups.objects?.(paramKind.apiVersion, paramKind.kind) ?? [];
  const found = all.filter((one) => {
    const metadata = asObject(one['metadata']);
    const isThere = place.namespace === '' || (asString(metadata['namespace']) || 'default') === place.namespace;
    return (
      isThere && (name ? metadata['name'] === name : matchesLabels(paramRef['selector'], tagsOf(metadata['labels'])))
    );
  });
  if (found.length > 1 && lookups.paramsAsList)
    return { list: [{ apiVersion: paramKind.apiVersion, kind: `${paramKind.kind}List`, items: found }] };
  if (found.length > 0 || paramRef['parameterNotFoundAction'] === 'Allow') return { list: found };
  return { error: 'no params found for policy binding with `Deny` parameterNotFoundAction' };
}

function placeOf(
  { apiVersion, kind }: ParamKind,
  wanted: string,
  { namespace }: AdmissionRequest,
  lookups: Lookups,
): { readonly namespace: string } | { readonly error: string } {
  if (isClusterScoped(splitApiVersion(apiVersion)[0], kind, lookups)) {
    if (wanted === '') return { namespace: '' };
    return { error: 'paramRef.namespace must not be provided for a cluster-scoped `paramKind`' };
  }
  if (wanted || namespace) return { namespace: wanted || namespace };
  return { error: 'cannot use namespaced paramRef in policy binding that matches cluster-scoped resources' };
}
