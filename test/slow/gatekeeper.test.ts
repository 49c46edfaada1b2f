import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { askGator, expandWithGator, isInstalled, verifyWithGator } from './gatekeeper/authority.ts';
import { compare, compareObjects } from './gatekeeper/compare.ts';
import { CONSTRAINTS } from './gatekeeper/constraints.ts';
import { EXPANSIONS, UNEXPANDABLE } from './gatekeeper/expansions.ts';
import { MATCHING } from './gatekeeper/matching.ts';
import { EXPANSION, MUTATIONS, ODD, SOURCES, UNMUTABLE } from './gatekeeper/mutations.ts';
import { askCastellan, mutateWithCastellan } from './gatekeeper/product.ts';
import { REFUSED } from './gatekeeper/refusals.ts';
import { passedByGator, passedByUs, writeSuite } from './gatekeeper/suites.ts';
import { TEMPLATES } from './gatekeeper/templates.ts';
import { type Outcome, type World, writeDocuments, writeWorld } from './gatekeeper/world.ts';

/** Templates, constraints and objects that Gatekeeper's own command line and we judge. */
const WORLDS: Readonly<Record<string, () => World>> = { ...MATCHING, ...TEMPLATES, ...CONSTRAINTS, ...EXPANSIONS };

/** What nobody can use: each has one mistake. */
const MISTAKES: Readonly<Record<string, World>> = { ...REFUSED, ...UNEXPANDABLE };

const folder = mkdtempSync(join(tmpdir(), 'castellan-gatekeeper-'));
afterAll(() => rmSync(folder, { recursive: true }));

const INSTALL = 'go install github.com/open-policy-agent/gatekeeper/v3/cmd/gator@v3.23.1';
const SKIPPED = isInstalled() ? '' : ` (skipped: gator is not there; GOBIN=~/.cache/castellan-tools/gobin ${INSTALL})`;

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
  const made = (sources: readonly JsonObject[]) =>
    isInstalled() ? expandWithGator(written('base', [EXPANSION, ...sources])).made : [];
  const [unchanged, odd] = [made(SOURCES), made([ODD])];

  it.each(Object.entries(MUTATIONS))('is what ours do: %s', (_, { mutators, sources }) => {
    const theirs = expandWithGator(written('mutated', [EXPANSION, ...sources, ...mutators]));

    expect(theirs.refusal).toBeUndefined();
    expect(compareObjects(theirs.made, mutatedByUs(mutators, unchanged).made)).toEqual([]);
  });

  it.each(Object.entries(UNMUTABLE))('cannot be done: %s', (_, { mutators, sources }) => {
    expect(expandWithGator(written('mutated', [EXPANSION, ...sources, ...mutators])).refusal).toBeDefined();
    expect(mutatedByUs(mutators, odd).refusal).toBeDefined();
  });
});

it.skipIf(!isInstalled())(`cases of a suite pass where gator verify passes them${SKIPPED}`, () => {
  const file = writeSuite(join(folder, 'suite'));

  const theirs = passedByGator(verifyWithGator(join(folder, 'suite')));

  expect(theirs.length).toBeGreaterThan(10);
  expect(passedByUs(file).toSorted()).toEqual(theirs.toSorted());
});

function mutatedByUs(mutators: readonly JsonObject[], objects: readonly JsonObject[]) {
  return mutateWithCastellan({ policies: written('mutators', mutators), objects: written('objects', objects) });
}

function written(name: string, documents: readonly JsonObject[]): string {
  return writeDocuments(documents, join(folder, `${name}.yaml`));
}
