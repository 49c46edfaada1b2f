import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { askGator, isInstalled } from './gatekeeper/authority.ts';
import { compare } from './gatekeeper/compare.ts';
import { MATCHING } from './gatekeeper/matching.ts';
import { askCastellan } from './gatekeeper/product.ts';
import { type World, writeWorld } from './gatekeeper/world.ts';

/** Templates, constraints and objects that Gatekeeper's own command line and we judge. */
const WORLDS: Readonly<Record<string, () => World>> = { ...MATCHING };

const folder = mkdtempSync(join(tmpdir(), 'castellan-gatekeeper-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!isInstalled())(`what gator says of ${Object.keys(WORLDS).length} worlds`, () => {
  it.each(Object.entries(WORLDS))('is what we say: %s', (name, make) => {
    const files = writeWorld(make(), join(folder, name));

    const theirs = askGator(files);

    expect(theirs.violations.size).toBeGreaterThan(0);
    expect(compare(theirs, askCastellan(files))).toEqual([]);
  });
});
