import { expect, it } from 'vitest';
import { createFrames } from './frame.ts';
import { SAMPLE } from './sample.ts';

const text = (lines: readonly string[], line: number, suppressed = SAMPLE.suppressed) => {
  const place = { file: 'x.yaml', line, column: 1, endLine: line, endColumn: 2 };
  const finding = { ...SAMPLE.findings[0]!, others: [], place };
  const report = { ...SAMPLE, findings: [finding], suppressed };
  return createFrames(report, () => lines.join('\n'))(finding, 80).map((shown) => shown.text);
};

it('shows two lines on either side, and less at the ends of a file', () => {
  const lines = ['a', 'b', 'c', 'd', 'e', 'f', ''];

  expect(text(lines, 3)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(text(lines, 1)).toEqual(['a', 'b', 'c']);
  expect(text(lines, 6)).toEqual(['d', 'e', 'f']);
  expect(text(lines, 99)).toEqual([]);
});

it('hides the secret of a neighbour, also where an exception silences its finding', () => {
  const lines = ['image: x', 'motto:', '  correct horse', 'other: y'];
  const [{ finding, exception } = { finding: SAMPLE.findings[0]!, exception: undefined! }] = SAMPLE.suppressed;
  const place = { file: 'x.yaml', line: 2, column: 1, endLine: 2, endColumn: 6 };
  const silenced = [{ exception, finding: { ...finding, category: 'secrets' as const, place } }];

  expect(text(lines, 1)).toEqual(['image: x', 'motto:', '  correct horse']);
  expect(text(lines, 1, silenced)).toEqual(['image: x', 'motto:', '  ********']);
});

it('says nothing of a file that is not at hand', () => {
  expect(createFrames(SAMPLE, () => undefined)(SAMPLE.findings[0]!, 80)).toEqual([]);
});
