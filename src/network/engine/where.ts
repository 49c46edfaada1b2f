import { holds, type Labels, type Requirement } from '../../kubernetes/selector.ts';

/** A condition on labels as a tree, for languages that know more than lists of requirements. */
export type Where =
  | Condition
  | { readonly all: readonly Where[] }
  | { readonly any: readonly Where[] }
  | { readonly not: Where };

export interface Condition {
  readonly key: string;
  readonly operator: Requirement['operator'] | TextOperator;
  readonly values: readonly string[];
}

/** They hold where the label is there and its value contains, begins or ends with one of the values. */
export type TextOperator = 'Contains' | 'StartsWith' | 'EndsWith';

export const ALWAYS: Where = { all: [] };

export function isTextOperator(operator: Condition['operator']): operator is TextOperator {
  return operator === 'Contains' || operator === 'StartsWith' || operator === 'EndsWith';
}

/** Every key that the condition asks about. */
export function keysOf(where: Where): string[] {
  if ('key' in where) return [where.key];
  if ('not' in where) return keysOf(where.not);
  return ('all' in where ? where.all : where.any).flatMap(keysOf);
}

export function whereHolds(where: Where, labels: Labels): boolean {
  if ('all' in where) return where.all.every((one) => whereHolds(one, labels));
  if ('any' in where) return where.any.some((one) => whereHolds(one, labels));
  if ('not' in where) return !whereHolds(where.not, labels);
  return conditionHolds(where, labels);
}

function conditionHolds(condition: Condition, labels: Labels): boolean {
  const { key, operator, values } = condition;
  if (!isTextOperator(operator)) return holds({ key, operator, values }, labels);
  return Object.hasOwn(labels, key) && textHolds(operator, values, labels[key]!);
}

export function textHolds(operator: TextOperator, values: readonly string[], value: string): boolean {
  const tests = { Contains: 'includes', StartsWith: 'startsWith', EndsWith: 'endsWith' } as const;
  return values.some((part) => value[tests[operator]](part));
}
