import { expect, it } from 'vitest';
import { hostileReport, PAYLOADS } from '../sample-hostile.ts';
import { CLEAN, SAMPLE } from '../sample.ts';
import github from './format.ts';

const options = { color: false, hyperlinks: false, width: 80, source: () => undefined };
const COMMAND =
  /^::(?:error|warning|notice) (?:(?:file|line|endLine|col|endColumn|title)=[^,:]*(?:,|(?=::)))+::[^\n]*$/;

it.each(PAYLOADS.map((payload) => [JSON.stringify(payload), payload]))(
  'writes only its own commands: %s',
  (_, payload) => {
    const lines = github.render(hostileReport(payload), options).trimEnd().split('\n');

    const open = SAMPLE.findings.filter(({ baselined }) => !baselined);
    expect(lines).toHaveLength(SAMPLE.gaps.length + open.length + SAMPLE.exceptionProblems.length + 1);
    expect(lines.filter((line) => !COMMAND.test(line) || /##(?:vso)?\[/.test(line))).toEqual([]);
  },
);

it('says in one notice that all is well', () => {
  expect(github.render(CLEAN, options)).toBe('::notice title=Castellan::No findings\n');
});
