import { expect, it } from 'vitest';
import { allKinds, FIRST_MINOR, kindOf, LAST_MINOR, type ObjectType, typeNamed, type ValueType } from './types.ts';

it('covers 1.29 to 1.36', () => {
  expect([FIRST_MINOR, LAST_MINOR]).toEqual([29, 36]);
});

it('reads every kind and every type that it reaches', () => {
  const reached = new Set<ObjectType>([...allKinds().values()].map((kind) => kind.type));
  const open = (value: ValueType): ObjectType | undefined =>
    value.shape === 'type' ? value.type : value.shape === 'list' || value.shape === 'map' ? open(value.of) : undefined;

  for (const type of reached) {
    for (const field of type.fields.values()) {
      const inner = open(field.value);
      if (inner) reached.add(inner);
    }
  }

  expect(allKinds().size).toBeGreaterThan(100);
  expect(reached.size).toBeGreaterThan(600);
});

it.each([
  ['core.v1.Container', 'ports', { listKeys: ['containerPort', 'protocol'], mergeKey: 'containerPort' }],
  ['core.v1.Container', 'name', { required: true, value: { shape: 'string' } }],
  ['core.v1.PodSpec', 'volumes', { mergeKey: 'name', retainKeys: true }],
  ['core.v1.PodSpec', 'schedulingGates', { from: 29, to: 36 }],
  ['meta.v1.ObjectMeta', 'finalizers', { set: true, mergeKey: '' }],
])('knows %s.%s', (type, field, expected) => {
  expect(typeNamed(type)?.fields.get(field)).toMatchObject(expected);
});

it('knows no lists and no custom kinds', () => {
  expect(kindOf('v1', 'PodList')).toBeUndefined();
  expect(kindOf('example.com/v1', 'Widget')).toBeUndefined();
});
