import { expect, it } from 'vitest';
import type { CompiledPolicy } from '../policy/types.ts';
import type { Answer } from './judge.ts';
import { mutated } from './mutations.ts';

const policy: CompiledPolicy = {
  kind: 'Assign',
  name: 'turns',
  namespace: '',
  rules: [],
  types: ['mutate'],
  warns: false,
  repeats: true,
  mayMatch: () => true,
  evaluate: () => [],
};

it('ends where mutators undo each other, with an error and the object as it was', () => {
  const object = { turn: 0 };
  const answers: Answer[] = [];

  const left = mutated(object, [{ policy, type: 'mutate' }], answers, (_, now) => [
    { rule: 'turns', type: 'mutate', status: 'pass', message: '', patched: { turn: Number(now['turn']) + 1 } },
  ]);

  expect(left).toBe(object);
  expect(answers).toMatchObject([{ result: { status: 'error', message: expect.stringContaining('undo each other') } }]);
});
