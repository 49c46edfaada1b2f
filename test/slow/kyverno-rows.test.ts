import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isInstalled } from './kyverno/authority.ts';
import { compareRows, type Difference, rowsOfCastellan, rowsOfKyverno } from './kyverno/rows.ts';
import { writeVariants } from './kyverno/variants.ts';

const SAMPLES = join(import.meta.dirname, '../../../shared/conformance/policy/kyverno-policies');

const folder = mkdtempSync(join(tmpdir(), 'castellan-rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Differences that are meant (docs/policy-kyverno.md), or about objects that no API server would take: by policy, and why. */
const KNOWN: readonly { readonly policy: string; readonly kyverno: RegExp; readonly why: string }[] = [
  {
    policy: 'disallow-default-namespace',
    kyverno: /^Want (?:pass|fail), got error$/,
    why: 'namespaceObject has at least its name',
  },
  {
    policy: 'podsecurity-subrule-restricted-seccomp',
    kyverno: /^(?:Ok|Want pass, got fail|Want fail, got error)$/,
    why: 'a container that is null, or a text for a bool',
  },
  {
    policy: 'mutate-termination-grace-period-seconds',
    kyverno: /^Resource diff$/,
    why: 'a number in the place of a text that looks like one is written as a text',
  },
  {
    policy: 'add-castai-removal-disabled',
    kyverno: /^Ok$/,
    why: 'two containers of one name are made one',
  },
];

function isKnown({ row, kyverno }: Difference): boolean {
  return KNOWN.some((one) => one.policy === row.split(' ')[1] && one.kyverno.test(kyverno));
}

describe.skipIf(!isInstalled() || !existsSync(SAMPLES))('tests of policies, on objects that were changed', () => {
  it('say the same as in Kyverno', () => {
    const folders = writeVariants(SAMPLES, folder, Number(process.env['SEED'] ?? 1));

    const { judged, differences } = compareRows(rowsOfKyverno(folders), rowsOfCastellan(folder));

    expect(judged).toBeGreaterThan(500);
    expect(differences.filter((one) => !isKnown(one))).toEqual([]);
  });
});
