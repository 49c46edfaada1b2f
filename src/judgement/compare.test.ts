import { expect, it } from 'vitest';
import type { ControlAssessment, ControlFinding, FrameworkAssessment } from '../model/compliance.ts';
import type { ControlStatus } from '../model/report.ts';
import { compareFrameworks } from './compare.ts';

it('tells controls that came out otherwise, new findings and resolved ones', () => {
  const before = framework([control('1', 'fail', ['a', 'b']), control('2', 'pass'), control('3', 'pass')], 67);
  const after = framework([control('1', 'fail', ['b']), control('2', 'fail', ['c', 'b']), control('4', 'pass')], 33);

  const [comparison] = compareFrameworks({ frameworks: [before] }, [after]);

  expect(comparison).toMatchObject({ id: 'f', before: { score: 67 }, after: { score: 33 } });
  expect(comparison?.changes.map(({ id, before: old, after: now }) => [id, old, now])).toEqual([
    ['2', 'pass', 'fail'],
    ['4', undefined, 'pass'],
    ['3', 'pass', undefined],
  ]);
  expect(comparison?.appeared.map(({ fingerprint }) => fingerprint)).toEqual(['c']);
  expect(comparison?.resolved.map(({ fingerprint }) => fingerprint)).toEqual(['a']);
});

it('leaves out frameworks that the earlier report does not have', () => {
  expect(compareFrameworks({ frameworks: [] }, [framework([], 0)])).toEqual([]);
});

function framework(controls: readonly ControlAssessment[], score: number): FrameworkAssessment {
  const counts = { pass: 0, fail: 0, partly: 0, unknown: 0, 'not-covered': 0, manual: 0 };
  return {
    id: 'f',
    title: 'F',
    version: '1',
    url: 'https://example.com',
    score,
    coverage: 100,
    counts,
    controls,
    excluded: [],
  };
}

function control(id: string, status: ControlStatus, prints: readonly string[] = []): ControlAssessment {
  return {
    id,
    title: `Control ${id}`,
    status,
    rules: ['host-pid'],
    evidence: { resources: 1, kinds: [], examples: [] },
    missing: [],
    findings: prints.map(finding),
    accepted: [],
  };
}

function finding(fingerprint: string): ControlFinding {
  return {
    rule: 'host-pid',
    severity: 'high',
    message: 'hostPID is true',
    subject: { apiVersion: 'v1', kind: 'Pod', namespace: '', name: 'web' },
    place: { file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 },
    fingerprint,
  };
}
