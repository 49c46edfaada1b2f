import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GOOD, HOST_PID } from '../cli/manifests.ts';
import { castellan, folder, type JsonReport, put, reportOf } from '../cli/run.ts';

type Gap = JsonReport['gaps'][number];

/** Scans a folder with a bad file, a good one and one with a finding: the bad one must not cost the others. */
async function gapsBeside(prepare: (root: string) => void): Promise<readonly Gap[]> {
  const root = folder({ 'good.yaml': GOOD, 'z.yaml': HOST_PID });
  prepare(root);
  const { code, stdout, stderr } = await castellan(['scan', '-f', 'json', '-r', 'host-pid'], { cwd: root });
  expect(stderr).toBe('');
  const report = reportOf(stdout);
  expect(report.findings.map(({ rule, place }) => `${rule} ${place.file}:${place.line}`)).toEqual([
    'host-pid z.yaml:7',
  ]);
  expect(report.verdict).toBe('findings');
  expect(code).toBe(1);
  rmSync(join(root, 'z.yaml'));
  expect((await castellan(['scan', '-q', '-r', 'host-pid'], { cwd: root })).code).toBe(report.gaps.length > 0 ? 3 : 0);
  rmSync(root, { recursive: true });
  return report.gaps;
}

const POD = 'apiVersion: v1\nkind: Pod\n';
const laughs = `${POD}a0: &a0 [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`).join('\n')}\n`;
const nested = (open: string, close: string) => `${POD}spec: ${open.repeat(10_000)}${close.repeat(10_000)}\n`;
const deepBlock = `${POD}spec:\n${Array.from({ length: 10_000 }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')}\n`;

describe('a bad file is one gap with its place, and the others are scanned', () => {
  it.each([
    ['broken YAML', `${POD}metadata: {name: [}\n`, 'syntax', 3],
    ['an unclosed quote', `${POD}metadata:\n  name: "a\n`, 'syntax', 4],
    ['tabs as indentation', `${POD}metadata:\n\tname: a\n`, 'syntax', 4],
    ['broken JSON', '{"apiVersion": "v1", "kind": "Pod", "spec": {]}', 'syntax', 1],
    ['duplicate keys', `${POD}spec:\n  hostIPC: true\n  hostIPC: false\n`, 'syntax', 5],
    ['an unknown alias', `${POD}spec: *nothing\n`, 'syntax', 3],
    ['a billion laughs', laughs, 'limit', undefined],
    ['10,000 nested lists', nested('[', ']'), 'limit', 3],
    ['10,000 nested maps', nested('{a: ', '}'), 'limit', 3],
    ['10,000 nested blocks', deepBlock, 'limit', undefined],
    [
      'a kind with a typing mistake',
      'apiVersion: apps/v1\nkind: Deploymnet\nmetadata: { name: a }\n',
      'unknown-kind',
      2,
    ],
    ['binary', Buffer.concat([Buffer.from(POD), Buffer.from([0, 1, 2])]), 'encoding', undefined],
    ['invalid UTF-8', Buffer.concat([Buffer.from(POD), Buffer.from([0xc3, 0x28])]), 'encoding', undefined],
    ['UTF-16 without a mark', Buffer.from(POD, 'utf16le'), 'encoding', undefined],
  ])('%s', async (_, text, code, line) => {
    const gaps = await gapsBeside((root) => put(root, 'bad.yaml', text));

    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({ code, file: 'bad.yaml' });
    if (line !== undefined) expect(gaps[0]?.place?.line).toBe(line);
    expect(gaps[0]?.message).toMatch(/^[A-Z"].{10,200}[.?]$/);
  });

  it('a document that is broken does not cost the others of its file', async () => {
    const root = folder({ 'z.yaml': `${HOST_PID}---\n${POD}metadata: {name: [}\n---\n${HOST_PID}` });

    const { stdout } = await castellan(['scan', '-f', 'json', '-r', 'host-pid'], { cwd: root });

    const { gaps, findings } = reportOf(stdout);
    expect(gaps).toMatchObject([{ code: 'syntax', file: 'z.yaml' }]);
    expect(findings).toHaveLength(2);
  });

  it('a file of 200 MB', async () => {
    const [gap, ...rest] = await gapsBeside((root) => {
      const file = openSync(join(root, 'huge.yaml'), 'w');
      ftruncateSync(file, 200 * 1024 * 1024);
      closeSync(file);
    });

    expect(rest).toEqual([]);
    expect(gap).toMatchObject({
      code: 'limit',
      file: 'huge.yaml',
      message: 'The file has 200 MiB; the limit is 64 MiB.',
    });
  });
});

describe('what can not be read is a gap', () => {
  it.each([
    ['a link that leads nowhere', (root: string) => symlinkSync('nowhere.yaml', join(root, 'bad.yaml')), 'unreadable'],
    ['a link to itself', (root: string) => symlinkSync('bad.yaml', join(root, 'bad.yaml')), 'cycle'],
    ['a link to the folder above', (root: string) => symlinkSync('..', join(mkdir(root, 'sub'), 'up')), 'cycle'],
    ['a link to its own folder', (root: string) => symlinkSync('.', join(root, 'here')), 'cycle'],
    [
      'a file outside the root',
      (root: string) => symlinkSync(join(folder({ 'x.yaml': POD }), 'x.yaml'), join(root, 'bad.yaml')),
      'outside-root',
    ],
    ['a folder outside the root', (root: string) => symlinkSync('/etc', join(root, 'etc')), 'outside-root'],
  ])('%s', async (_, prepare, code) => {
    expect(await gapsBeside(prepare)).toMatchObject([{ code }]);
  });

  it('two folders that link to each other end', async () => {
    const gaps = await gapsBeside((root) => {
      symlinkSync('../b', join(mkdir(root, 'a'), 'to-b'));
      symlinkSync('../a', join(mkdir(root, 'b'), 'to-a'));
    });

    expect(new Set(gaps.map(({ code }) => code))).toEqual(new Set(['cycle']));
  });

  it('pipes and folders with the name of a manifest are passed over, or refused where they are named', async () => {
    const prepare = (root: string) => {
      execFileSync('mkfifo', [join(root, 'pipe.yaml')]);
      mkdir(root, 'folder.yaml');
    };
    const root = folder();
    prepare(root);

    expect(await gapsBeside(prepare)).toEqual([]);
    const { code, stdout } = await castellan(['scan', 'pipe.yaml', '-f', 'json'], { cwd: root });
    expect(code).toBe(3);
    expect(reportOf(stdout).gaps).toMatchObject([{ code: 'unreadable', file: 'pipe.yaml' }]);
  });

  it('folders nested too deep', async () => {
    const gaps = await gapsBeside((root) => put(root, `${'d/'.repeat(80)}x.yaml`, GOOD));

    expect(gaps).toMatchObject([{ code: 'limit' }]);
  });
});

describe('what is odd and yet fine', () => {
  it.each([
    ['CRLF', HOST_PID.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${HOST_PID}`],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(HOST_PID, 'utf16le')])],
    ['tabs within lines', HOST_PID.replace('hostPID: true', 'hostPID:\ttrue\t# a comment')],
    [
      'a line of a million characters',
      HOST_PID.replace('metadata:\n', `metadata:\n  annotations: { x: ${'x'.repeat(1_000_000)} }\n`),
    ],
    ['no line break at the end', HOST_PID.trimEnd()],
    ['aliases', HOST_PID.replace('hostPID: true', 'hostIPC: &yes true\n  hostPID: *yes')],
    ['JSON', JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { hostPID: true } })],
  ])('%s', async (_, text) => {
    const { code, stdout } = await castellan(['scan', '-f', 'json', '-r', 'host-pid'], {
      cwd: folder({ 'a.yaml': text }),
    });

    expect(code).toBe(1);
    expect(reportOf(stdout)).toMatchObject({ gaps: [], findings: [{ rule: 'host-pid', place: { file: 'a.yaml' } }] });
  });

  it('kinds of others are judged by rules for every object', async () => {
    const text = 'apiVersion: acme.io/v1\nkind: Widget\nmetadata: { name: w }\nspec: { x: 1 }\n';

    expect(await castellan(['scan', '-q'], { cwd: folder({ 'a.yaml': text }) })).toMatchObject({ code: 0 });
  });

  it('names with quotes, spaces, line breaks and escapes', async () => {
    const name = 'a "b" \'c\'\n$(touch x) \u001b[31m.yaml';
    const { code, stdout } = await castellan(['scan', '-r', 'host-pid'], { cwd: folder({ [name]: HOST_PID }) });

    expect(code).toBe(1);
    expect(stdout).not.toContain('\u001b');
  });
});

function mkdir(root: string, name: string): string {
  const path = join(root, name);
  mkdirSync(path);
  return path;
}
