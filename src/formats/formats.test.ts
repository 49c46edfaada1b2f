import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Format, RenderOptions } from '../model/format.ts';
import { displayWidth } from '../std/text.ts';
import { countReads } from '../../test/count-reads.ts';
import { hostileReport, hostileSource, manyFindings, PAYLOADS } from './sample-hostile.ts';
import { CLEAN, EMPTY, INCOMPLETE, SAMPLE } from './sample.ts';
import { SOURCES } from './sample-sources.ts';

/*
 * Every folder of formats proves itself on the same reports: the sample gives the golden file, and whatever an attacker
 * writes into names and messages has no effect on the reader's side. What only one format promises is tested beside it.
 */
const here = import.meta.dirname;
const ids = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(here, entry.name, 'format.ts')))
  .map((entry) => entry.name);

const OPTIONS: RenderOptions = { color: false, hyperlinks: false, width: 80, source: (file) => SOURCES[file] };
const RUNNER_COMMAND = /^[^\S\n]*::|##(?:vso)?\[/m;
const LONG_LINE = `${'{"a":1},'.repeat(100_000)}名前${'\t'.repeat(1000)}`;
/** Tests, and the schema that only tools read. */
const NOT_LOADED = /\.test\.ts$|^schema\.ts$/;
const SECRET = 'correct-horse-battery-staple';

for (const id of ids) {
  describe(id, async () => {
    const format = ((await import(`./${id}/format.ts`)) as { default: Format }).default;

    it('is named like its folder', () => {
      expect(format.id).toBe(id);
      expect(format.title.length).toBeGreaterThan(10);
    });

    it('loads no package when it runs', () => {
      const files = readdirSync(join(here, id)).filter((file) => file.endsWith('.ts') && !NOT_LOADED.test(file));

      const imports = files.flatMap(
        (file) => readFileSync(join(here, id, file), 'utf8').match(/from '[^.'][^']*'/g) ?? [],
      );
      expect(imports).toEqual([]);
    });

    it('writes the sample as expected', async () => {
      await expect(format.render(SAMPLE, OPTIONS)).toMatchFileSnapshot(join(here, id, `expected.${format.extension}`));
    });

    it('ends with a line break and gives the same bytes again', () => {
      const output = format.render(SAMPLE, OPTIONS);

      expect(output.endsWith('\n')).toBe(true);
      expect(format.render(structuredClone(SAMPLE), OPTIONS)).toBe(output);
    });

    it.each([
      ['clean', CLEAN],
      ['empty', EMPTY],
      ['incomplete', INCOMPLETE],
    ])('writes the %s report, with and without sources', (_, report) => {
      expect(format.render(report, OPTIONS)).not.toBe('');
      expect(format.render(report, { ...OPTIONS, source: () => undefined })).not.toBe('');
    });

    it('tells of gaps', () => {
      expect(format.render(INCOMPLETE, OPTIONS)).toContain('helm is not installed');
    });

    it('never shows a secret', () => {
      expect(format.render(SAMPLE, OPTIONS)).not.toContain(SECRET);
    });

    it.each(PAYLOADS.map((payload) => [JSON.stringify(payload), payload]))('is not moved by %s', (_, payload) => {
      const options = { ...OPTIONS, source: () => hostileSource(payload) };

      const output = format.render(hostileReport(payload), options).replaceAll('\r\n', '\n');

      expect(output).not.toMatch(/(?![\n\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      if (id !== 'github') expect(output).not.toMatch(RUNNER_COMMAND);
    });

    it('reads twice as much of twice as many findings', () => {
      const reads = (findings: number) => {
        const report = countReads(manyFindings(findings));
        format.render(report.data, OPTIONS);
        return report.reads();
      };

      expect(reads(2000)).toBeLessThan(2.3 * reads(1000));
    });

    it('takes files of one very long line', () => {
      const far = SAMPLE.findings.map((finding) => ({
        ...finding,
        place: { ...finding.place, line: 1, column: 400_000, endLine: 1, endColumn: 400_010 },
      }));

      const output = format.render({ ...SAMPLE, findings: far }, { ...OPTIONS, source: () => LONG_LINE });

      if (id === 'terminal') expect(Math.max(...output.split('\n').map(displayWidth))).toBeLessThanOrEqual(80);
    });
  });
}
