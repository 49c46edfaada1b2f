import { expect, it } from 'vitest';
import { SAMPLE } from '../sample.ts';
import gitlab from './format.ts';

const options = { color: false, hyperlinks: false, width: 80, source: () => undefined };

it('gives every entry a fingerprint of its own, and the same again', () => {
  const [first] = SAMPLE.findings;
  const report = { ...SAMPLE, findings: [first!, first!, ...SAMPLE.findings] };

  const entries = JSON.parse(gitlab.render(report, options)) as { fingerprint: string; severity: string }[];

  expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
  expect(new Set(entries.map(({ severity }) => severity))).toEqual(
    new Set(['info', 'minor', 'major', 'critical', 'blocker']),
  );
});
