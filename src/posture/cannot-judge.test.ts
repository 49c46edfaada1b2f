import { expect, it } from 'vitest';
import { resourcesOf } from '../../test/resources.ts';
import type { Check } from '../model/check.ts';
import { createInventory } from '../model/inventory.ts';
import { CannotJudge } from './cannot-judge.ts';
import { createRunMemory, nextInventory, runChecks } from './run.ts';

const WRONG = { path: ['spec'], message: 'the first half is wrong' };
const check: Check = {
  id: 'half-decided',
  title: 'Half decided',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'A test asks.',
  remedy: 'None.',
  references: [],
  types: ['Pod'],
  find() {
    throw new CannotJudge('the second half cannot be told', undefined, [WRONG]);
  },
};
const checks = [{ check, parameters: {} }];
const scope = { minor: 34, today: '2026-11-22' };

it('a rule that cannot decide says what is wrong all the same, also when it is asked again', () => {
  const pods = resourcesOf([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } }]);
  const memory = createRunMemory();
  const remembering = () => runChecks(nextInventory(pods, memory), checks, scope, new Map(), memory);

  const rounds = [runChecks(createInventory(pods), checks, scope), remembering(), remembering()];

  const said = { violations: [WRONG], gaps: ['unsupported'] };
  expect(
    rounds.map(({ findings, gaps }) => ({
      violations: findings.map(({ violation }) => violation),
      gaps: gaps.map(({ code }) => code),
    })),
  ).toEqual([said, said, said]);
});
