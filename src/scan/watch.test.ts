import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createScanMemory, onItsDay, scan, type ScanResult } from './scan.ts';
import { rescan, watchTargets } from './watch.ts';
import { baselineOf, baselineText } from './baseline.ts';
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

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: b }\nspec: { hostPID: true }\n';

function folderWith(...files: readonly string[]): string {
  const folder = mkdtempSync(join(root, 'case-'));
  for (const file of files) write(folder, file);
  return folder;
}

function write(folder: string, file: string, text = POD): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function told({ report: { verdict, gaps, findings, summary } }: ScanResult) {
  return { verdict, gaps, summary, places: findings.map(({ place }) => `${place.file}:${place.line}`) };
}

const STEPS: readonly (readonly [string, (folder: string) => string])[] = [
  ['the first file', (folder) => write(folder, 'a.yaml')],
  ['one that says nothing', (folder) => write(folder, 'values.yaml', 'a: 1\n')],
  ['broken ones', (folder) => write(folder, 'c.yaml', `${POD}a: [\n`)],
  ['before these', (folder) => write(folder, 'b.yaml', `${POD}a: [\n`)],
  ['one in a folder that is passed over', (folder) => write(folder, 'node_modules/a.yaml')],
  ['one that the config ignores', (folder) => write(folder, 'ignored/a.yaml')],
  ['one that no target leads to', (folder) => write(folder, 'text.txt')],
  ['a kustomization', (folder) => write(folder, 'k/kustomization.yaml', 'resources: [missing.yaml]\n')],
  ['which goes', (folder) => gone(folder, 'k/kustomization.yaml')],
  ['a broken snapshot', (folder) => write(folder, 'a.cst', 'no snapshot')],
  ['which goes', (folder) => gone(folder, 'a.cst')],
  ['another that goes', (folder) => gone(folder, 'b.yaml')],
  ['and another', (folder) => gone(folder, 'c.yaml')],
  ['and the last', (folder) => gone(folder, 'a.yaml')],
];

function gone(folder: string, file: string): string {
  rmSync(join(folder, file));
  return join(folder, file);
}

it('a warm round after files came or went says what a fresh scan says', async () => {
  const folder = folderWith();
  const loaded = { ...scanOptions(folder).config, config: { ignore: ['ignored/**'] } };
  const asked = scanOptions(folder, { config: loaded });
  const memory = createScanMemory();
  let last = await scan(asked, memory);
  for (const [what, step] of STEPS) {
    const path = step(folder);

    last = await rescan(last, [path], asked, memory);

    expect([what, told(last)]).toEqual([what, told(await scan(asked))]);
  }
});

it('a round knows what was accepted since the last one', async () => {
  const folder = folderWith('a.yaml', 'b.yaml');
  const asked = scanOptions(folder, { baseline: `${folder}.baseline` });
  const memory = createScanMemory();
  const first = await scan(asked, memory);
  const accepted = async (text: string) => {
    writeFileSync(`${folder}.baseline`, text);
    const { report } = await rescan(first, [join(folder, 'b.yaml')], asked, memory);
    return report.summary.baselined;
  };

  const counts = [
    first.report.summary.baselined,
    await accepted(baselineText(baselineOf(first.report.findings))),
    await accepted(baselineText(baselineOf(first.report.findings.slice(1)))),
    await accepted(baselineText([])),
  ];

  const all = first.report.findings.length;
  expect(all).toBeGreaterThan(1);
  expect(counts).toEqual([0, all, all - 1, 0]);
});

const KUBEADM = 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.33.4\n';

it('a round that begins on another day says what a scan of that day says', async () => {
  const folder = folderWith('a.yaml');
  write(folder, 'kubeadm.yaml', KUBEADM);
  let day = '2025-12-01';
  const asked = scanOptions(folder, { only: ['unsupported-kubernetes-version'], calendar: () => day });
  const memory = createScanMemory();
  const first = await scan(onItsDay(asked), memory);
  day = '2027-01-01';

  const next = await rescan(first, [join(folder, 'a.yaml')], onItsDay(asked), memory);

  expect(told(first).places).toEqual([]);
  expect(told(next).places).toEqual(['kubeadm.yaml:3']);
});

const MOVES: readonly (readonly [string, string, readonly string[], (folder: string) => void, number])[] = [
  ['a file of a glob', '*/*.yaml', ['x/a.yaml'], (folder) => void write(folder, 'x/b.yaml'), 2],
  [
    'a file in place of the target',
    'x/a.txt',
    ['x/a.txt'],
    (folder) => replace(folder, 'x/a.txt', `${POD}---\n${POD}`),
    2,
  ],
  [
    'a folder that moves away',
    '.',
    ['x/a.yaml', 'b.yaml'],
    (folder) => renameSync(join(folder, 'x'), `${folder}-x`),
    1,
  ],
];

function replace(folder: string, file: string, text: string): void {
  renameSync(write(folder, `${file}.new`, text), join(folder, file));
}

it.each(MOVES)('watch notices %s', async (_, target, files, change, resources) => {
  const folder = folderWith(...files);
  const stop = new AbortController();
  const seen: number[] = [];

  await watchTargets(scanOptions(folder, { targets: [target] }), stop.signal, ({ result }) => {
    seen.push(result.report.summary.resources);
    if (seen.length === 1) change(folder);
    else if (seen.at(-1) === resources) stop.abort();
  });

  expect(seen.at(-1)).toBe(resources);
});
