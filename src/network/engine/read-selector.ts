import { isLabelKey, isLabelValue, type Requirement, requirementsOf } from '../../kubernetes/selector.ts';
import type { Json, Path } from '../../model/json.ts';
import { asList, asObject, isObject, show } from '../../std/value.ts';
import type { Report } from './policy.ts';

/** A condition that `matchLabels` states carries `label`, so that it can be told as it is written. */
export interface StatedLabel extends Requirement {
  readonly label: true;
}

/**
 * Reads a `LabelSelector` and reports what the API server refuses (`ValidateLabelSelector` of apimachinery): unknown
 * operators, `In` without values, keys and values that are no labels. Absent and empty ones select everything here: where
 * an API reads an absent one otherwise, the caller asks first.
 */
export function readSelector(
  value: Json | undefined,
  path: Path,
  report: Report,
): readonly (Requirement | StatedLabel)[] {
  if (value === undefined || value === null) return [];
  const requirements = requirementsOf(value);
  if (!requirements) {
    report(path, `${selectorFault(value)} in the selector`);
    return [{ key: '', operator: 'Exists', values: [] }];
  }
  for (const { key, values } of requirements) {
    if (!isLabelKey(key)) report(path, `"${show(key)}" is no label key`);
    for (const one of values) if (!isLabelValue(one)) report(path, `"${show(one)}" is no label value`);
  }
  const labels = Object.keys(asObject(asObject(value)['matchLabels'])).length;
  return requirements.map((one, i) => (i < labels ? { ...one, label: true } : one));
}

/** Why a selector is none. */
export function selectorFault(value: Json): string {
  if (!isObject(value)) return `${show(value)} is no selector`;
  const expressions = asList(value['matchExpressions']);
  const bad = expressions.find((item) => !requirementsOf({ matchExpressions: [item] }));
  if (bad === undefined) return 'there are values that are no text';
  const { key, operator } = asObject(bad);
  if (typeof key !== 'string' || key === '') return 'an expression stands without a key';
  if (operator === 'In' || operator === 'NotIn') return `operator ${operator} stands without values`;
  if (operator === 'Exists' || operator === 'DoesNotExist') return `operator ${operator} stands with values`;
  return `there is no operator ${show(operator)}`;
}
