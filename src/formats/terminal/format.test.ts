import { describe, expect, it } from 'vitest';
import type { RenderOptions } from '../../model/format.ts';
import { displayWidth, plain } from '../../std/text.ts';
import { hostileReport, hostileSource, manyFindings, PAYLOADS } from '../sample-hostile.ts';
import { CLEAN, EMPTY, INCOMPLETE, SAMPLE } from '../sample.ts';
import { SOURCES } from '../sample-sources.ts';
import terminal from './format.ts';

const PLAIN: RenderOptions = { color: false, hyperlinks: false, width: 80, source: (file) => SOURCES[file] };
const RICH: RenderOptions = {
  ...PLAIN,
  color: true,
  hyperlinks: true,
  address: ({ file }) => `file:///repo/${encodeURI(file.toWellFormed())}`,
};

describe('layout', () => {
  it.each([60, 80, 140])('keeps to %d columns', (width) => {
    const lines = terminal.render(SAMPLE, { ...PLAIN, width }).split('\n');

    expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
  });

  it('puts the worst nearest the prompt, then the verdict', () => {
    const text = terminal.render(SAMPLE, PLAIN);
    const order = ['○ INFO', '● LOW', '◆ CRITICAL', 'Not looked at', 'CIS Kubernetes', '✘ FAIL', 'next: '];

    const positions = order.map((part) => text.indexOf(part));

    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  });

  it('points at the very characters, after wide ones and tabs too', () => {
    const [finding] = SAMPLE.findings;
    const place = { file: 'x', line: 1, column: 5, endLine: 1, endColumn: 8 };
    const report = { ...SAMPLE, findings: [{ ...finding!, place }] };

    const text = terminal.render(report, { ...PLAIN, source: () => '\t名: key: 1' });

    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.includes('> 1 │'));
    expect(lines[at]).toContain('  名: key: 1');
    expect(displayWidth(lines[at]!.slice(0, lines[at]!.indexOf('key')))).toBe(lines[at + 1]!.indexOf('^^^'));
  });

  it('cuts a long line around the caret', () => {
    const [finding] = SAMPLE.findings;
    const place = { file: 'x', line: 1, column: 501, endLine: 1, endColumn: 504 };
    const report = { ...SAMPLE, findings: [{ ...finding!, place }] };

    const text = terminal.render(report, { ...PLAIN, source: () => `${'a'.repeat(500)}KEY${'b'.repeat(500)}` });

    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.includes('> 1 │'));
    expect(lines[at]).toMatch(/│ …a+KEYb+…$/);
    expect(lines[at + 1]!.indexOf('^^^')).toBe(lines[at]!.indexOf('KEY'));
  });
});

describe('colour and links', () => {
  it('change nothing of the text', () => {
    expect(plain(terminal.render(SAMPLE, RICH))).toBe(terminal.render(SAMPLE, PLAIN));
  });

  it('lead to the rule and to the file', () => {
    const text = terminal.render(SAMPLE, RICH);

    expect(text).toContain('\u001b]8;;https://castellan.example/rules/host-pid\u001b\\');
    expect(text).toContain('\u001b]8;;file:///repo/deploy/gr%C3%B6%C3%9Fe.yaml\u001b\\');
  });

  it.each(PAYLOADS.map((payload) => [JSON.stringify(payload), payload]))('are ours alone: %s', (_, payload) => {
    const text = terminal.render(hostileReport(payload), { ...RICH, source: () => hostileSource(payload) });

    expect(plain(text)).not.toMatch(/(?!\n|\u200d)[\p{Cc}\p{Cf}]/u);
  });
});

describe('long lists', () => {
  it('are cut, and say what is left out', () => {
    const [finding] = SAMPLE.findings;
    const others = Array.from({ length: 30 }, () => finding!.others[0]!);
    const gaps = Array.from({ length: 50 }, () => SAMPLE.gaps[0]!);

    const text = terminal.render({ ...SAMPLE, findings: [{ ...finding!, others }], gaps }, PLAIN);

    expect(text.match(/also at/g)).toHaveLength(6);
    expect(text).toContain('also at 25 more places');
    expect(text.match(/! syntax/g)).toHaveLength(20);
    expect(text).toContain('and 30 more: `--format json` lists them all');
  });
});

it('gaps that share a hint say it once', () => {
  const gaps = ['a', 'a', 'b', 'a'].map((hint) => ({ ...SAMPLE.gaps[0]!, hint }));

  const text = terminal.render({ ...SAMPLE, gaps }, PLAIN);

  expect(text.match(/hint: .*/g)).toEqual(['hint: a', 'hint: b', 'hint: a']);
});

describe('states', () => {
  it('teaches where there is nothing to scan', () => {
    expect(terminal.render(EMPTY, PLAIN)).toContain('helm template my-chart | castellan scan -');
  });

  it('is short where all is well', () => {
    expect(terminal.render(CLEAN, PLAIN).trim().split('\n')).toHaveLength(4);
    expect(terminal.render(CLEAN, PLAIN)).toContain('✔ PASS  No findings');
  });

  it('never calls an incomplete run clean', () => {
    expect(terminal.render(INCOMPLETE, PLAIN)).toContain('? INCOMPLETE  2 things could not be looked at');
    expect(terminal.render(INCOMPLETE, PLAIN)).not.toContain('PASS');
  });

  it('offers a baseline where there is much to do', () => {
    const { summary, ...many } = manyFindings(40);

    expect(terminal.render(SAMPLE, PLAIN)).not.toContain('--write-baseline');
    expect(terminal.render({ ...many, summary }, PLAIN)).not.toContain('--write-baseline');
    expect(terminal.render({ ...many, summary: { ...summary, baselined: 0 } }, PLAIN)).toContain(
      'next: castellan scan platform --write-baseline',
    );
  });

  it('offers commands that a shell reads as one target', () => {
    const text = terminal.render({ ...SAMPLE, target: "it's; rm -rf $HOME" }, PLAIN);

    expect(text).toContain(`castellan fix 'it'\\''s; rm -rf $HOME' --dry-run`);
  });
});
