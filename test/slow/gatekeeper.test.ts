import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { askGator, expandWithGator, isInstalled } from './gatekeeper/authority.ts';
import { compare, compareObjects } from './gatekeeper/compare.ts';
import { CONSTRAINTS } from './gatekeeper/constraints.ts';
import { EXPANSIONS, UNEXPANDABLE } from './gatekeeper/expansions.ts';
import { MATCHING } from './gatekeeper/matching.ts';
import { EXPANSION, MUTATIONS, SOURCES, UNMUTABLE } from './gatekeeper/mutations.ts';
import { askCastellan, mutateWithCastellan } from './gatekeeper/product.ts';
import { REFUSED } from './gatekeeper/refusals.ts';
import { TEMPLATES } from './gatekeeper/templates.ts';
import { type Outcome, type World, writeDocuments, writeWorld } from './gatekeeper/world.ts';

/** Templates, constraints and objects that Gatekeeper's own command line and we judge. */
const WORLDS: Readonly<Record<string, () => World>> = { ...MATCHING, ...TEMPLATES, ...CONSTRAINTS, ...EXPANSIONS };

/** What nobody can use: each has one mistake. */
const MISTAKES: Readonly<Record<string, World>> = { ...REFUSED, ...UNEXPANDABLE };

const folder = mkdtempSync(join(tmpdir(), 'castellan-gatekeeper-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SKIPPED = isInstalled() ? '' : ' (skipped: gator is not there, see tools/install-helpers.sh)';

describe.skipIf(!isInstalled())(`what gator says of ${Object.keys(WORLDS).length} worlds${SKIPPED}`, () => {
  it.each(Object.entries(WORLDS))('is what we say: %s', (name, make) => {
    const files = writeWorld(make(), join(folder, name));

    const theirs = askGator(files);

    expect(theirs.violations.size).toBeGreaterThan(0);
    expect(compare(theirs, askCastellan(files))).toEqual([]);
  });
});

describe.skipIf(!isInstalled())(`what gator refuses, ${Object.keys(MISTAKES).length} mistakes${SKIPPED}`, () => {
  it.each(Object.entries(MISTAKES))('is what we refuse: %s', (_, world) => {
    const files = writeWorld(world, join(folder, 'refused'));

    expect(refusalOf(askGator(files))).toBeDefined();
    expect(askCastellan(files).refusal).toMatch(/^\d+:\d+ [^]{10,300}[.?]$/);
  });
});

/** What does not compile, gator tells of each object that it judges. */
function refusalOf({ refusal, violations }: Outcome): string | undefined {
  return refusal ?? [...violations.values()].find((one) => one.includes('compilation error: '));
}

describe.skipIf(!isInstalled())(`what mutators do, ${Object.keys(MUTATIONS).length} sets of them${SKIPPED}`, () => {
  const unchanged = isInstalled() ? expandWithGator(written('base', [EXPANSION, ...SOURCES])).made : [];

  it.each(Object.entries(MUTATIONS))('is what ours do: %s', (_, { mutators, sources }) => {
    const theirs = expandWithGator(written('mutated', [EXPANSION, ...sources, ...mutators]));

    expect(theirs.refusal).toBeUndefined();
    expect(compareObjects(theirs.made, mutatedByUs(mutators, unchanged).made)).toEqual([]);
  });

  it.each(Object.entries(UNMUTABLE))('cannot be done: %s', (_, { mutators, sources }) => {
    const made = expandWithGator(written('base', [EXPANSION, ...sources])).made;

    expect(expandWithGator(written('mutated', [EXPANSION, ...sources, ...mutators])).refusal).toBeDefined();
    expect(mutatedByUs(mutators, made).refusal).toBeDefined();
  });
});

function mutatedByUs(mutators: readonly JsonObject[], objects: readonly JsonObject[]) {
  return mutateWithCastellan({ policies: written('mutators', mutators), objects: written('objects', objects) });
}

function written(name: string, documents: readonly JsonObject[]): string {
  return writeDocuments(documents, join(folder, `${name}.yaml`));
}
