import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, at, isObject } from '../../std/value.ts';
import type { Tell } from './finding.ts';

/** Kinds and versions that are going away, by `apiVersion/kind` with wildcards left out. */
const KINDS: readonly (readonly [apiVersion: RegExp, kind: RegExp, message: string, hint: string])[] = [
  [
    /^kyverno\.io\/v1$/,
    /^(?:Cluster)?Policy$/,
    'is deprecated: Kyverno stops running it with version 1.20; Castellan goes on',
    'Its successors are ValidatingPolicy, MutatingPolicy, GeneratingPolicy and ImageValidatingPolicy of policies.kyverno.io/v1.',
  ],
  [
    /^kyverno\.io\/v2(?:beta1|alpha1)?$/,
    /^(?:Cluster)?(?:Cleanup)?Policy$/,
    'is deprecated',
    'Its successors are the kinds of policies.kyverno.io/v1; of cleanups DeletingPolicy.',
  ],
  [/^kyverno\.io\/v2(?:beta1|alpha1)$/, /^PolicyException$/, 'is of an old version', 'Write kyverno.io/v2.'],
  [/^policies\.kyverno\.io\/v1(?:alpha1|beta1)$/, /./, 'is of an old version', 'Write policies.kyverno.io/v1.'],
  [
    /^admissionregistration\.k8s\.io\/v1(?:alpha1|beta1)$/,
    /^Validating/,
    'is of an old version',
    'Write admissionregistration.k8s.io/v1.',
  ],
];

/** Fields of a spec, with what took their place. */
const SPEC_FIELDS: Readonly<Record<string, string>> = {
  validationFailureAction: 'validate.failureAction of each rule',
  validationFailureActionOverrides: 'validate.failureActionOverrides of each rule',
  failurePolicy: 'webhookConfiguration.failurePolicy',
  webhookTimeoutSeconds: 'webhookConfiguration.timeoutSeconds',
  generateExisting: 'generate.generateExisting of each rule',
  generateExistingOnPolicyUpdate: 'generate.generateExisting of each rule',
  mutateExistingOnPolicyUpdate: 'mutate.mutateExistingOnPolicyUpdate of each rule',
};

const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['Equal', 'Equals'],
  ['NotEqual', 'NotEquals'],
  ['In', 'AnyIn or AllIn'],
  ['NotIn', 'AnyNotIn or AllNotIn'],
  ['DurationGreaterThan', 'GreaterThan'],
  ['DurationGreaterThanOrEquals', 'GreaterThanOrEquals'],
  ['DurationLessThan', 'LessThan'],
  ['DurationLessThanOrEquals', 'LessThanOrEquals'],
]);

/** What still works and has a successor. */
export function lintDeprecated(document: JsonObject, tell: Tell): void {
  const [apiVersion, kind] = [asString(document['apiVersion']) ?? '', asString(document['kind']) ?? ''];
  const old = KINDS.find(([versions, kinds]) => versions.test(apiVersion) && kinds.test(kind));
  if (old) tell('deprecated-kind', ['apiVersion'], `${kind} of ${apiVersion} ${old[2]}.`, old[3]);
  if (!Array.isArray(at(document, 'spec', 'rules'))) return;
  for (const [field, successor] of Object.entries(SPEC_FIELDS)) {
    if (at(document, 'spec', field) === undefined) continue;
    tell('deprecated-field', ['spec', field], `spec.${field} is deprecated.`, `Write ${successor}.`);
  }
  asList(at(document, 'spec', 'rules')).forEach((rule, i) => lintRule(asObject(rule), ['spec', 'rules', i], tell));
}

function lintRule(rule: JsonObject, path: Path, tell: Tell): void {
  for (const key of ['match', 'exclude']) lintFilter(asObject(rule[key]), [...path, key], tell);
  lintConditions(rule['preconditions'], [...path, 'preconditions'], tell);
  lintConditions(at(rule, 'validate', 'deny', 'conditions'), [...path, 'validate', 'deny', 'conditions'], tell);
  lintOperators(rule, path, tell);
}

/** The filters of a match without any and all, and the single name of resources. */
function lintFilter(match: JsonObject, path: Path, tell: Tell): void {
  if (match['resources'] !== undefined)
    tell(
      'deprecated-field',
      [...path, 'resources'],
      'Resources right below are the old form.',
      'Write any: or all: with a list.',
    );
  for (const key of ['any', 'all'] as const) {
    asList(match[key]).forEach((block, i) => {
      if (at(block, 'resources', 'name') === undefined) return;
      tell(
        'deprecated-field',
        [...path, key, i, 'resources', 'name'],
        '"name" is deprecated.',
        'Write names: with a list.',
      );
    });
  }
}

function lintConditions(conditions: Json | undefined, path: Path, tell: Tell): void {
  if (Array.isArray(conditions) && conditions.length > 0)
    tell('deprecated-field', path, 'A plain list of conditions is the old form.', 'Write all: or any: with the list.');
}

function lintOperators(value: Json, path: Path, tell: Tell): void {
  if (Array.isArray(value)) value.forEach((item, i) => lintOperators(item, [...path, i], tell));
  if (!isObject(value)) return;
  const successor = value['key'] !== undefined ? OPERATORS.get(asString(value['operator']) ?? '') : undefined;
  if (successor && value['values'] === undefined)
    tell(
      'deprecated-field',
      [...path, 'operator'],
      `The operator ${asString(value['operator'])} is deprecated.`,
      `Write ${successor}.`,
    );
  for (const [key, inner] of Object.entries(value)) if (inner !== undefined) lintOperators(inner, [...path, key], tell);
}
