import type { Requirement } from '../../kubernetes/selector.ts';

/** Whether labels that fulfil all of `given` must fulfil the requirement. */
export function implied(requirement: Requirement, given: readonly Requirement[]): boolean {
  return given.some((one) => one.key === requirement.key && implies(one, requirement));
}

function implies(given: Requirement, wanted: Requirement): boolean {
  const some = given.operator === 'In' || given.operator === 'Exists';
  switch (wanted.operator) {
    case 'In':
      return given.operator === 'In' && given.values.every((value) => wanted.values.includes(value));
    case 'Exists':
      return some;
    case 'DoesNotExist':
      return given.operator === 'DoesNotExist';
    default:
      if (given.operator === 'In') return !given.values.some((value) => wanted.values.includes(value));
      if (given.operator === 'NotIn') return wanted.values.every((value) => given.values.includes(value));
      return given.operator === 'DoesNotExist';
  }
}
