import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createScanMemory, scan } from './scan.ts';
import { rescan } from './watch.ts';
import { scanOptions } from '../../test/scan-options.ts';

const demo = resolve(import.meta.dirname, '../../examples/streaming-platform');
const root = mkdtempSync(join(tmpdir(), 'castellan-watch-'));
afterAll(() => rmSync(root, { recursive: true }));

for (const folder of ['apps', 'infra', 'platform', 'services'])
  cpSync(join(demo, folder), join(root, folder), { recursive: true });

const options = scanOptions(root, { profile: 'all', today: '2026-09-01' });

const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.yaml$|^Dockerfile$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();

/** Changes that matter to rules that look at several objects: names, labels, kinds, a file that goes. */
const CHANGES: readonly (readonly [string, (text: string) => string | undefined])[] = [
  ['another name', (text) => text.replace(/^(\s+)name: (\S+)/m, '$1name: renamed')],
  ['other labels', (text) => text.replaceAll('app.kubernetes.io/name', 'app.kubernetes.io/component')],
  ['another namespace', (text) => text.replace(/namespace: \S+/g, 'namespace: elsewhere')],
  ['gone', () => undefined],
];

describe('a warm round of watch', () => {
  it.each(CHANGES)('says what a fresh scan says: %s', async (_, change) => {
    const memory = createScanMemory();
    const first = await scan(options, memory);
    let last = first;
    for (const file of files.filter((_file, i) => i % 9 === 0)) {
      const before = readFileSync(file, 'utf8');
      const after = change(before);
      if (after === undefined) rmSync(file);
      else writeFileSync(file, after);

      last = await rescan(last, [file], options, memory);
      const fresh = await scan(options);

      expect(last.report.findings).toEqual(fresh.report.findings);
      writeFileSync(file, before);
      last = await rescan(last, [file], options, memory);
    }

    expect(last.report.findings).toEqual(first.report.findings);
  });
});
