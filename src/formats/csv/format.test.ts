import { expect, it } from 'vitest';
import { hostileReport, PAYLOADS } from '../sample-hostile.ts';
import { SAMPLE } from '../sample.ts';
import csv from './format.ts';

const options = { color: false, hyperlinks: false, width: 80, source: () => undefined };

it('gives every row the same fields', () => {
  const rows = parse(csv.render(SAMPLE, options));

  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([rows[0]?.length]));
  expect(rows).toHaveLength(1 + SAMPLE.findings.length + SAMPLE.suppressed.length + SAMPLE.gaps.length);
});

it.each(PAYLOADS.map((payload) => [JSON.stringify(payload), payload]))('holds no formula: %s', (_, payload) => {
  const rows = parse(csv.render(hostileReport(payload), options));

  expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  expect(rows.flat().filter((field) => /^\s*[=+\-@＝＋－＠]/.test(field))).toEqual([]);
});

/** RFC 4180. */
function parse(text: string): string[][] {
  return text
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    );
}
