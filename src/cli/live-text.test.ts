import { expect, it } from 'vitest';
import type { Finding } from '../model/finding.ts';
import type { RenderOptions } from '../model/format.ts';
import type { Gap } from '../model/gap.ts';
import type { Severity } from '../model/severity.ts';
import { type LiveNews, liveJson, liveText } from './live-text.ts';

const OPTIONS: RenderOptions = { color: false, hyperlinks: false, width: 100, source: () => undefined };
const NOTHING: LiveNews = {
  time: new Date('2026-11-21T15:00:00Z'),
  appeared: [],
  resolved: [],
  gaps: [],
  lostGaps: [],
  newGaps: [],
  changed: 1,
};

it('tells the worst first, and what was resolved after it', () => {
  const text = liveText(
    {
      ...NOTHING,
      changed: 3,
      appeared: [finding('a', 'low'), finding('b', 'critical')],
      resolved: [finding('c', 'high')],
    },
    OPTIONS,
  );

  const [heading, ...lines] = text.trimEnd().split('\n');
  expect(heading).toMatch(/^\d\d:\d\d:\d\d {2}3 objects changed, 2 findings appeared, 1 finding resolved$/);
  expect(lines.map((line) => line.trim().slice(0, 1) + /Pod shop\/(\w)/.exec(line)?.[1])).toEqual(['+b', '+a', '-c']);
});

it('stays on one screen, whatever happens', () => {
  const appeared = Array.from({ length: 500 }, (_, i) => finding(`pod-${i}`, 'high'));

  const lines = liveText({ ...NOTHING, appeared }, OPTIONS, 12).split('\n');

  expect(lines.length).toBeLessThanOrEqual(12);
  expect(lines.at(-2)).toBe('  … and 492 more');
});

it('lets no name from a cluster speak to the terminal, and keeps lines within its width', () => {
  const evil = finding(`\u001b[2J${'x'.repeat(500)}`, 'high');
  const gap: Gap = { code: 'unreachable', file: 'test', message: '\u001b]0;title\u0007' };

  const text = liveText({ ...NOTHING, appeared: [evil], newGaps: [gap] }, OPTIONS);

  expect(['\u001b', '\u0007'].filter((control) => text.includes(control))).toEqual([]);
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});

it('writes one line of JSON, with all gaps of the moment', () => {
  const gap: Gap = { code: 'forbidden', file: 'test', message: 'no right' };

  const line = liveJson({ ...NOTHING, appeared: [finding('a', 'high')], gaps: [gap] });

  expect(line.endsWith('\n') && line.indexOf('\n') === line.length - 1).toBe(true);
  expect(JSON.parse(line)).toMatchObject({
    time: '2026-11-21T15:00:00.000Z',
    added: [{ rule: 'privileged-container', subject: { name: 'a' }, fingerprint: 'f-a' }],
    resolved: [],
    gaps: [{ code: 'forbidden', message: 'no right' }],
  });
});

function finding(name: string, severity: Severity): Finding {
  return {
    rule: 'privileged-container',
    title: 'Container is privileged',
    category: 'pod',
    severity,
    message: 'container "c" sets privileged: true',
    subject: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name },
    place: { file: `test/shop/pods/${name}.yaml`, line: 1, column: 1, endLine: 1, endColumn: 1 },
    path: [],
    others: [],
    covers: [],
    evidence: [],
    fingerprint: `f-${name}`,
  };
}
