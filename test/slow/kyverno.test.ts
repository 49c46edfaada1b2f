import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { askKyverno, isInstalled } from './kyverno/authority.ts';
import { compare } from './kyverno/compare.ts';
import { AUTOGEN } from './kyverno/autogen.ts';
import { CEL_POLICIES } from './kyverno/cel-policies.ts';
import { CLEANUP } from './kyverno/cleanup.ts';
import { CONDITIONS } from './kyverno/conditions.ts';
import { CONTEXTS } from './kyverno/contexts.ts';
import { EXISTING } from './kyverno/existing.ts';
import { FAMILIES } from './kyverno/families.ts';
import { FUNCTIONS } from './kyverno/functions.ts';
import { GENERATING } from './kyverno/generating.ts';
import { MATCHING } from './kyverno/matching.ts';
import { MUTATING } from './kyverno/mutating.ts';
import { PATTERNS } from './kyverno/patterns.ts';
import { askCastellan } from './kyverno/product.ts';
import { REQUESTS } from './kyverno/requests.ts';
import { RULES } from './kyverno/rules.ts';
import { type World, writeWorld } from './kyverno/world.ts';

/** Policies and objects that Kyverno's own command line and we judge; one process of it for each. */
const WORLDS: Readonly<Record<string, () => World>> = {
  ...PATTERNS,
  ...CONDITIONS,
  ...MATCHING,
  ...MUTATING,
  ...CONTEXTS,
  ...AUTOGEN,
  ...RULES,
  ...CEL_POLICIES,
  ...FAMILIES,
  ...FUNCTIONS,
  ...CLEANUP,
  ...EXISTING,
  ...GENERATING,
  ...REQUESTS,
};

const folder = mkdtempSync(join(tmpdir(), 'castellan-kyverno-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!isInstalled())(`what Kyverno says of ${Object.keys(WORLDS).length} worlds`, () => {
  it.each(Object.entries(WORLDS))('is what we say: %s', (name, make) => {
    const world = make();
    const files = writeWorld(world, join(folder, name));

    const theirs = askKyverno(world, files);

    expect(theirs.verdicts.size).toBeGreaterThan(0);
    expect(compare(theirs, askCastellan(world, files), true)).toEqual([]);
  });
});
