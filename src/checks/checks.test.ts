import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyTextEdits, editDocument } from '../manifests/edit.ts';
import type { Check } from '../model/check.ts';
import type { Edit } from '../model/edit.ts';
import { createInventory } from '../model/inventory.ts';
import type { RawFinding } from '../model/finding.ts';
import { runChecks } from '../posture/run.ts';
import { readDockerfileText } from '../sources/dockerfile/read.ts';
import { readFlagsFile } from '../sources/flags-file/read.ts';
import { readManifestText, type DocumentOrigin } from '../sources/manifest/read.ts';

/*
 * Every folder of checks proves itself: in `bad.*` each line marked `# expect: <id>` has a finding and no other line has;
 * a marker alone on its line speaks of the next line (for formats without trailing comments). `good.*` is silent. Where
 * `fixed.yaml` stands, applying every fix to `bad.yaml` gives it, and it has nothing left to fix.
 */
const here = import.meta.dirname;
const ids = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

for (const id of ids) {
  describe(id, async () => {
    const check = ((await import(`./${id}/check.ts`)) as { default: Check }).default;
    const files = readdirSync(join(here, id));

    it('is complete', () => {
      expect(check.id).toBe(id);
      expect(check.title.length).toBeGreaterThan(5);
      expect(check.why.length).toBeGreaterThan(20);
      expect(check.remedy.length).toBeGreaterThan(10);
      expect(check.references.length).toBeGreaterThan(0);
      expect(files.filter((file) => file.startsWith('bad'))).not.toEqual([]);
      expect(files.filter((file) => file.startsWith('good'))).not.toEqual([]);
    });

    for (const file of files.filter((name) => name.startsWith('bad'))) {
      it(`${file}: finds what is marked, where it is marked`, () => {
        const text = readFileSync(join(here, id, file), 'utf8');

        const lines = findingsIn(check, file, text).map(({ resource, violation }) =>
          resource.origin.locate(violation.path, violation.prefer).line,
        );

        expect([...new Set(lines)].sort((a, b) => a - b)).toEqual(expectedLines(text, id));
      });
    }

    for (const file of files.filter((name) => name.startsWith('good'))) {
      it(`${file}: is silent`, () => {
        const text = readFileSync(join(here, id, file), 'utf8');

        const findings = findingsIn(check, file, text);

        expect(findings.map((f) => f.violation.message)).toEqual([]);
      });
    }

    if (existsSync(join(here, id, 'fixed.yaml'))) {
      it('bad.yaml: is repaired to fixed.yaml', () => {
        const bad = readFileSync(join(here, id, 'bad.yaml'), 'utf8');

        const fixed = applyFixes(check, bad);

        expect(fixed).toBe(readFileSync(join(here, id, 'fixed.yaml'), 'utf8'));
        expect(findingsIn(check, 'fixed.yaml', fixed).filter((f) => f.violation.fix)).toEqual([]);
      });
    } else {
      it('offers no fix that no fixed.yaml proves', () => {
        const bad = files.includes('bad.yaml') ? readFileSync(join(here, id, 'bad.yaml'), 'utf8') : '';

        const fixes = findingsIn(check, 'bad.yaml', bad).filter((f) => f.violation.fix);

        expect(fixes).toEqual([]);
      });
    }
  });
}

function read(file: string, text: string) {
  if (/Dockerfile$/.test(file)) return readDockerfileText(file, text);
  if (/\.(env|service|flags)$/.test(file)) return readFlagsFile(file, text);
  return readManifestText(file, text);
}

function findingsIn(check: Check, file: string, text: string): readonly RawFinding[] {
  const { resources } = read(file, text);
  const planned = [{ check, parameters: check.parameters ?? {} }];
  const { findings, gaps } = runChecks(createInventory(resources), planned, { minor: 36, today: '2026-11-21' });
  expect(gaps).toEqual([]);
  return findings;
}

function expectedLines(text: string, id: string): number[] {
  const lines = text.split('\n');
  return lines.flatMap((line, i) => {
    const match = /#\s*expect:\s*(.+?)\s*$/.exec(line);
    if (!match?.[1]?.split(/[,\s]+/).includes(id)) return [];
    return [line.trim().startsWith('#') ? i + 2 : i + 1];
  });
}

function applyFixes(check: Check, text: string): string {
  let current = text;
  for (;;) {
    const next = findingsIn(check, 'bad.yaml', current).find((f) => f.violation.fix);
    if (!next?.violation.fix) return current;
    const { document, base } = next.resource.origin as DocumentOrigin;
    const edits = next.violation.fix.edits.map((edit): Edit => ({ ...edit, path: [...base, ...edit.path] }));
    const result = editDocument(current, document, edits);
    if ('error' in result) throw new Error(result.error);
    const after = applyTextEdits(current, result.edits);
    if (after === current) throw new Error(`the fix of "${next.violation.message}" changes nothing`);
    current = after;
  }
}
