import { describe, expect, it } from 'vitest';
import type { RawFinding } from '../model/finding.ts';
import type { Path } from '../model/json.ts';
import { collapse } from './collapse.ts';
import { coverageBy, unitLength } from './coverage.ts';

const resource = {} as RawFinding['resource'];

function finding(id: string, path: Path, covers: readonly string[] = []): RawFinding {
  return { check: { id, covers } as unknown as RawFinding['check'], resource, violation: { path, message: id } };
}

const at = (i: number, key: string): Path => ['spec', 'containers', i, key];

/** `lead+others (covers)` of each cluster. */
const said = (findings: readonly RawFinding[]) =>
  collapse(findings).map(({ lead, others, covers }) => `${lead.check.id}+${others.length} (${covers.join(',')})`);

describe('collapse', () => {
  it('joins one rule in several containers', () => {
    expect(said([finding('a', at(0, 'x')), finding('a', at(1, 'x'))])).toEqual(['a+1 ()']);
  });

  it('folds what is covered in the same container alone', () => {
    expect(
      said([finding('big', at(0, 'x'), ['small']), finding('small', at(0, 'y')), finding('small', at(1, 'y'))]),
    ).toEqual(['big+0 (small)', 'small+0 ()']);
  });

  it('folds what is covered for the whole object, over several steps', () => {
    const findings = [finding('c', at(0, 'x')), finding('b', at(0, 'y'), ['c']), finding('a', ['spec'], ['b'])];

    expect(said(findings)).toEqual(['a+0 (b,c)']);
  });

  it('shows one of those that cover each other, the first, with the others below it', () => {
    const circle = [finding('a', at(0, 'x'), ['c']), finding('b', at(0, 'y'), ['a']), finding('c', at(0, 'z'), ['b'])];

    expect(said([finding('d', at(0, 'u')), ...circle])).toEqual(['d+0 ()', 'a+0 (b,c)']);
    expect(
      said([finding('e', at(0, 'w')), circle[2]!, { ...circle[1]! }, finding('a', at(0, 'x'), ['c', 'e'])]),
    ).toEqual(['c+0 (a,b,e)']);
  });

  it('takes a hundred thousand findings of one resource', () => {
    const findings = Array.from({ length: 50_000 }, (_, i) => [
      finding('small', at(i, 'y')),
      finding('big', at(i, 'x'), ['small']),
    ]).flat();

    expect(said(findings)).toEqual(['big+49999 (small)']);
  });
});

it('a path speaks of the innermost container, rule or stage', () => {
  expect(unitLength(['spec', 'template', 'spec', 'initContainers', 3, 'image'])).toBe(5);
  expect(unitLength(['spec', 'hostPID'])).toBe(0);
});

it('the first coverer counts, of the container or of the whole object', () => {
  const coverers = [finding('big', at(0, 'x'), ['small']), finding('whole', ['spec'], ['small'])];
  const coverage = coverageBy(coverers);

  expect([at(0, 'y'), at(1, 'y')].map((path) => coverage(finding('small', path)))).toEqual([0, 1]);
  expect(coverage(finding('other', at(0, 'y')))).toBe(-1);
});
