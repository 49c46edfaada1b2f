import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyTextEdits, editDocument } from '../manifests/edit.ts';
import type { Check, ViolationFix } from '../model/check.ts';
import type { Edit } from '../model/edit.ts';
import { createInventory } from '../model/inventory.ts';
import type { RawFinding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { findCredentials } from '../posture/credentials.ts';
import { runChecks } from '../posture/run.ts';
import { decided } from '../posture/undecided.ts';
import { readDockerfileText } from '../sources/dockerfile/read.ts';
import { readFlagsFile } from '../sources/flags-file/read.ts';
import { readManifestText, type DocumentOrigin } from '../sources/manifest/read.ts';
import { readTerraformText } from '../sources/terraform/read.ts';

/*
 * Every folder of checks proves itself: in `bad.*` each line marked `# expect: <id>` has a finding and no other line has;
 * a marker alone on its line speaks of the next line (for formats without trailing comments). `good.*` is silent. Where
 * `fixed.*` stands, applying every fix to `bad.*` gives it, and it has nothing left to fix.
 */
const here = import.meta.dirname;
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const ids = folders.filter((id) => existsSync(join(here, id, 'check.ts')));

it('every folder holds a check', () => {
  expect(folders.filter((id) => !ids.includes(id))).toEqual([]);
});

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
      it(`${file}: finds what is marked, where it is marked`, async () => {
        const text = readFileSync(join(here, id, file), 'utf8');

        const lines = (await findingsIn(check, file, text)).map(
          ({ resource, violation }) => resource.origin.locate(violation.path, violation.prefer).line,
        );

        expect([...new Set(lines)].sort((a, b) => a - b)).toEqual(expectedLines(text, id));
      });
    }

    for (const file of files.filter((name) => name.startsWith('good'))) {
      it(`${file}: is silent`, async () => {
        const text = readFileSync(join(here, id, file), 'utf8');

        const findings = await findingsIn(check, file, text);

        expect(findings.map((f) => f.violation.message)).toEqual([]);
      });
    }

    for (const extension of ['yaml', 'Dockerfile']) {
      const [badFile, fixedFile] = [`bad.${extension}`, `fixed.${extension}`];
      if (existsSync(join(here, id, fixedFile))) {
        it(`${badFile}: is repaired to ${fixedFile}`, async () => {
          const bad = readFileSync(join(here, id, badFile), 'utf8');

          const fixed = await applyFixes(check, badFile, bad);

          expect(fixed).toBe(readFileSync(join(here, id, fixedFile), 'utf8'));
          expect((await findingsIn(check, fixedFile, fixed)).filter((f) => f.violation.fix)).toEqual([]);
        });
      } else {
        it(`offers no fix that no ${fixedFile} proves`, async () => {
          const bad = files.includes(badFile) ? readFileSync(join(here, id, badFile), 'utf8') : '';

          const fixes = bad ? (await findingsIn(check, badFile, bad)).filter((f) => f.violation.fix) : [];

          expect(fixes).toEqual([]);
        });
      }
    }
  });
}

function read(
  file: string,
  text: string,
): { resources: readonly Resource[] } | Promise<{ resources: readonly Resource[] }> {
  if (file.endsWith('Dockerfile')) return readDockerfileText(file, text);
  if (/\.(env|service|flags)$/.test(file)) return readFlagsFile(file, text);
  if (file.endsWith('.tf')) return readTerraformText(file, text);
  return readManifestText(file, text);
}

async function findingsIn(check: Check, file: string, text: string): Promise<readonly RawFinding[]> {
  const inventory = createInventory((await read(file, text)).resources);
  const credentials = await findCredentials(inventory);
  const planned = [{ check, parameters: check.parameters ?? {} }];
  const { findings, gaps } = runChecks(inventory, planned, { minor: 36, today: '2026-11-21', credentials });
  expect(gaps).toEqual([]);
  return decided(findings).findings;
}

function expectedLines(text: string, id: string): number[] {
  const lines = text.split('\n');
  return lines.flatMap((line, i) => {
    const match = /#\s*expect:\s*(.+?)\s*$/.exec(line);
    if (!match?.[1]?.split(/[,\s]+/).includes(id)) return [];
    return [line.trim().startsWith('#') ? i + 2 : i + 1];
  });
}

async function applyFixes(check: Check, file: string, text: string): Promise<string> {
  let current = text;
  for (;;) {
    const next = (await findingsIn(check, file, current)).find((f) => f.violation.fix);
    if (!next?.violation.fix) return current;
    const after = applyFix(next, next.violation.fix, current);
    if (after === current) throw new Error(`the fix of "${next.violation.message}" changes nothing`);
    current = after;
  }
}

function applyFix(finding: RawFinding, fix: ViolationFix, text: string): string {
  if (fix.text) return applyTextEdits(text, fix.text);
  const { document, base } = finding.resource.origin as DocumentOrigin;
  const edits = fix.edits.map((edit): Edit => ({ ...edit, path: [...base, ...edit.path] }));
  const result = editDocument(text, document, edits);
  if ('error' in result) throw new Error(result.error);
  return applyTextEdits(text, result.edits);
}
