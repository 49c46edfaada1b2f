import type { Requirement } from '../../kubernetes/selector.ts';
import { type Condition, isTextOperator, textHolds, type Where } from './where.ts';

/** Whether labels that fulfil all of `given` must fulfil the condition. */
export function implied(where: Where, given: readonly Requirement[]): boolean {
  return certain(where, given) === true;
}

/** True where it must hold, false where it can't, undefined where nobody knows. */
function certain(where: Where, given: readonly Requirement[]): boolean | undefined {
  if ('not' in where) {
    const inner = certain(where.not, given);
    return inner === undefined ? undefined : !inner;
  }
  if ('key' in where) {
    const about = given.filter(({ key }) => key === where.key);
    if (about.some((one) => implies(one, where))) return true;
    return about.some((one) => refutes(one, where)) ? false : undefined;
  }
  const parts = new Set(('all' in where ? where.all : where.any).map((one) => certain(one, given)));
  const decisive = 'any' in where;
  if (parts.has(decisive)) return decisive;
  return parts.has(undefined) ? undefined : !decisive;
}

function implies(given: Requirement, wanted: Condition): boolean {
  const { operator, values } = wanted;
  const some = given.operator === 'In' || given.operator === 'Exists';
  if (isTextOperator(operator)) {
    return given.operator === 'In' && given.values.every((value) => textHolds(operator, values, value));
  }
  switch (operator) {
    case 'In':
      return given.operator === 'In' && given.values.every((value) => values.includes(value));
    case 'Exists':
      return some;
    case 'DoesNotExist':
      return given.operator === 'DoesNotExist';
    default:
      if (given.operator === 'In') return !given.values.some((value) => values.includes(value));
      if (given.operator === 'NotIn') return values.every((value) => given.values.includes(value));
      return given.operator === 'DoesNotExist';
  }
}

const OPPOSITE = { In: 'NotIn', NotIn: 'In', Exists: 'DoesNotExist', DoesNotExist: 'Exists' } as const;

function refutes(given: Requirement, { key, operator, values }: Condition): boolean {
  if (!isTextOperator(operator)) return implies(given, { key, operator: OPPOSITE[operator], values });
  if (given.operator === 'In') return !given.values.some((value) => textHolds(operator, values, value));
  return given.operator === 'DoesNotExist';
}
