import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isInstalled } from './kyverno/authority.ts';
import { compareRows, rowsOfCastellan, rowsOfKyverno } from './kyverno/rows.ts';
import { writeVariants } from './kyverno/variants.ts';

const SAMPLES = join(import.meta.dirname, '../../../shared/conformance/policy/kyverno-policies');

const folder = mkdtempSync(join(tmpdir(), 'castellan-rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Where Kyverno says so of objects that no API server would take (docs/policy-kyverno.md). */
const MOST_DIFFERENT = 0.01;

describe.skipIf(!isInstalled() || !existsSync(SAMPLES))('tests of policies, on objects that were changed', () => {
  it('say the same as in Kyverno', () => {
    const folders = writeVariants(SAMPLES, folder, Number(process.env['SEED'] ?? 1));

    const { judged, differences } = compareRows(rowsOfKyverno(folders), rowsOfCastellan(folder));

    expect(judged).toBeGreaterThan(500);
    expect(differences.slice(Math.floor(judged * MOST_DIFFERENT))).toEqual([]);
  });
});
