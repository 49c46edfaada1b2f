import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseManifests } from '../../src/manifests/parse.ts';
import { asObject } from '../../src/std/value.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';

/** Plain scalars that versions of YAML disagree about. */
const WORDS = ['y', 'n', 'Y', 'N', 'yes', 'No', 'on', 'OFF', 'true', '"y"', '0o17', '017', '1_000', '1:30', '~'];
/** Keys of a ConfigMap are no times and not null. */
const KEYS = WORDS.filter((word) => word !== '1:30' && word !== '~');

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: words}\n';

describe.skipIf(missingBinaries())('YAML as kubectl and the API server read it', () => {
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await startControlPlane();
  });
  afterAll(() => plane.stop());

  it.each(KEYS)('a key that says %s', async (word) => {
    const text = `${CONFIG_MAP}data: {${word}: a}\n`;

    const applied = await dryRun(text);

    expect(Object.keys(asObject(asObject(JSON.parse(applied))['data']))).toEqual(
      Object.keys(asObject(parsed(text)['data'])),
    );
  });

  it.each(WORDS)('a value that says %s, where a text belongs', async (word) => {
    const text = `${CONFIG_MAP}data: {a: ${word}}\n`;
    const value = asObject(parsed(text)['data'])['a'];

    const isTaken = await dryRun(text).then(
      () => true,
      () => false,
    );

    expect(isTaken).toBe(typeof value === 'string' || value === null);
  });

  function dryRun(text: string): Promise<string> {
    const file = join(plane.folder, 'words.yaml');
    writeFileSync(file, text);
    return plane.kubectl(['create', '--dry-run=server', '-o', 'json', '-f', file]);
  }

  function parsed(text: string) {
    return asObject(parseManifests(text).documents[0]?.value ?? null);
  }
});
