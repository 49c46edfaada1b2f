import type { Requirement } from '../../kubernetes/selector.ts';
import { createBits, put } from './bits.ts';
import type { PodClass } from './classes.ts';
import type { PodPick } from './policy.ts';
import { type Condition, isTextOperator, textHolds, type Where } from './where.ts';

/** Bitset of the classes for which all conditions hold; undefined where there is no condition. */
export type ConditionIndex = (requirements: readonly Requirement[], where?: Where) => Uint32Array | undefined;

/** Labels inverted: key and value to a bitset over the classes; each condition is computed once, whoever asks. */
export function indexConditions(classes: readonly PodClass[], stands: readonly PodPick[]): ConditionIndex {
  const none = () => createBits(classes.length + stands.length);
  const values = invert(classes);
  const compute = ({ key, operator, values: wanted }: Condition): Uint32Array => {
    const bits = none();
    const known = values.get(key) ?? new Map<string, number[]>();
    for (const value of meant({ key, operator, values: wanted }, known)) {
      for (const id of known.get(value) ?? []) put(bits, id);
    }
    return operator === 'NotIn' || operator === 'DoesNotExist' ? bits.map((word) => ~word) : bits;
  };
  const known = new Map<string, Uint32Array>();
  const single = (condition: Condition): Uint32Array => {
    const key = JSON.stringify(condition);
    let bits = known.get(key);
    if (!bits) known.set(key, (bits = compute(condition)));
    return bits;
  };
  const every = () => none().fill(~0);
  const tree = (where: Where): Uint32Array => {
    if ('key' in where) return single(where);
    if ('not' in where) return tree(where.not).map((word) => ~word);
    if ('all' in where) return where.all.map(tree).reduce(and, every());
    return where.any.map(tree).reduce(or, none());
  };
  return (requirements, where) => {
    const parts = requirements.map(single);
    if (where) parts.push(tree(where));
    return parts.length === 0 ? undefined : parts.reduce(and);
  };
}

/** Which of the values that a key has anywhere a condition is about. */
function meant({ operator, values }: Condition, known: ReadonlyMap<string, unknown>): Iterable<string> {
  if (isTextOperator(operator)) return [...known.keys()].filter((value) => textHolds(operator, values, value));
  return operator === 'In' || operator === 'NotIn' ? values : known.keys();
}

function invert(classes: readonly PodClass[]): Map<string, Map<string, number[]>> {
  const values = new Map<string, Map<string, number[]>>();
  classes.forEach(({ labels }, id) => {
    for (let i = 0; i < labels.length; i += 2) {
      const [key, value] = [labels[i]!, labels[i + 1]!];
      let byValue = values.get(key);
      if (!byValue) values.set(key, (byValue = new Map()));
      const ids = byValue.get(value);
      if (ids) ids.push(id);
      else byValue.set(value, [id]);
    }
  });
  return values;
}

function and(a: Uint32Array, b: Uint32Array): Uint32Array {
  return a.map((word, i) => word & b[i]!);
}

function or(a: Uint32Array, b: Uint32Array): Uint32Array {
  return a.map((word, i) => word | b[i]!);
}
