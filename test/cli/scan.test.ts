import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GOOD, HOST_PID } from './manifests.ts';
import { castellan, findingsOf, folder, reportOf } from './run.ts';

const BROKEN = 'apiVersion: v1\nkind: Pod\nmetadata: {name: [}\n';

describe('exit codes', () => {
  it.each([
    ['0 for a clean folder', { 'a.yaml': GOOD }, [], 0],
    ['1 for a finding of high severity', { 'a.yaml': HOST_PID }, [], 1],
    ['0 where the threshold is higher', { 'a.yaml': HOST_PID }, ['--fail-on', 'critical'], 0],
    ['0 with --fail-on none', { 'a.yaml': HOST_PID }, ['--fail-on', 'none'], 0],
    ['1 where the threshold is lower', { 'a.yaml': GOOD }, ['--fail-on', 'medium', '-r', 'netpol-missing'], 1],
    ['3 for a gap', { 'a.yaml': GOOD, 'b.yaml': BROKEN }, [], 3],
    ['1 for findings and a gap', { 'a.yaml': HOST_PID, 'b.yaml': BROKEN }, [], 1],
    ['2 for a target that is not there', { 'a.yaml': GOOD }, ['no-such-folder'], 2],
    ['2 for a glob that matches nothing', { 'a.yaml': GOOD }, ['*.json'], 2],
    ['2 for an unknown option', { 'a.yaml': GOOD }, ['--frobnicate'], 2],
    ['2 for a severity that is none', { 'a.yaml': GOOD }, ['--fail-on', 'awful'], 2],
  ] as const)('%s', async (_, files, args, code) => {
    const ran = await castellan(['scan', ...args], { cwd: folder(files) });

    expect(ran).toMatchObject({ code });
    if (code === 2) expect(ran.stderr).not.toMatch(/\n\s+at /);
  });

  it('70 is for bugs alone: every mistake has a sentence and a hint', async () => {
    const cwd = folder({ 'a.yaml': GOOD });

    for (const args of [
      ['scan', 'nowhere'],
      ['scan', '-f', 'sarfi'],
      ['scan', '-r', 'host-pdi'],
      ['scan', '--framework', 'nsa-csia'],
      ['explain', 'host-pdi'],
      ['completion', 'tcsh'],
      ['scan', '-k', '1.2'],
      ['scan', '--changed-since', 'HEAD'],
    ]) {
      const { code, stderr } = await castellan(args, { cwd });

      expect(code, args.join(' ')).toBe(2);
      expect(stderr, args.join(' ')).toMatch(/^castellan: .+\n {2}hint: .+/);
    }
  });
});

describe('a run that writes files alone', () => {
  const args = ['scan', '-r', 'host-pid', '-f', 'sarif=out.sarif'];

  it('says in one line what was found and where it stands', async () => {
    const cwd = folder({ 'a.yaml': HOST_PID });

    const alone = await castellan([...args, '-f', 'json=out.json'], { cwd });
    const clean = await castellan(args, { cwd: folder({ 'a.yaml': GOOD }) });

    expect(alone).toMatchObject({ code: 1, stdout: '' });
    expect(alone.stderr).toBe('1 high. 1 finding at or above high. Written to out.sarif, out.json.\n');
    expect(clean).toEqual({ code: 0, stdout: '', stderr: 'No findings. Written to out.sarif.\n' });
  });

  it.each([['-q'], ['-f', 'json']])('but not with %s %s', async (...more) => {
    const { code, stderr } = await castellan([...args, ...more], { cwd: folder({ 'a.yaml': HOST_PID }) });

    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });
});

describe('did you mean', () => {
  const cwd = folder({ 'a.yaml': GOOD });

  it.each([
    [['scan', '-r', 'host-pdi'], 'Did you mean "host-pid"?'],
    [['scan', '--skip-rule', 'priviledged-container'], 'Did you mean "privileged-container"?'],
    [['scan', '-f', 'sarfi'], 'Did you mean "sarif"?'],
    [['explain', 'host-ipcc'], 'Did you mean "host-ipc"?'],
    [['scna'], 'scan'],
  ])('%j', async (args, hint) => {
    const { code, stderr } = await castellan(args, { cwd });

    expect(code).toBe(2);
    expect(stderr).toContain(hint);
  });
});

describe('flags of clusters', () => {
  it.each(['drift', 'snapshot', 'watch --cluster', 'scan cluster', 'report --framework cis cluster'])(
    '%s takes a time that is one',
    async (verb) => {
      const args = [...verb.split(' '), '--request-timeout', 'soon', '--kubeconfig', 'a.yaml'];

      const ran = await castellan(args, { cwd: folder({ 'a.yaml': GOOD }) });

      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).toBe('castellan: "soon" is no time.\n  hint: Give seconds or minutes, like 20s or 2m.\n');
    },
  );

  it.each(['drift cluster/shop', 'scan cluster/Shop', 'fix cluster'])(
    '%s says where a cluster may be named',
    async (verb) => {
      const ran = await castellan(verb.split(' '), { cwd: folder({ 'a.yaml': GOOD }) });

      expect(ran).toMatchObject({ code: 2 });
      expect(ran.stderr).toContain('the target `cluster` or `cluster/<namespace>`');
    },
  );
});

describe('targets', () => {
  it('takes files, folders and globs together, each file once', async () => {
    const cwd = folder({ 'one/a.yaml': HOST_PID, 'two/b.yaml': HOST_PID, 'two/c.json': '{}', 'd.yaml': HOST_PID });

    const ran = await castellan(['scan', '-f', 'json', '-r', 'host-pid', 'one', 'two/*.yaml', 'two/b.yaml'], { cwd });

    expect(findingsOf(ran)).toEqual(['host-pid one/a.yaml:7', 'host-pid two/b.yaml:7']);
  });

  it('reads standard input for -', async () => {
    const ran = await castellan(['scan', '-', '-f', 'json', '-r', 'host-pid'], { cwd: folder(), input: HOST_PID });

    expect(ran.code).toBe(1);
    expect(findingsOf(ran)).toEqual(['host-pid <stdin>:7']);
  });

  it.each([
    ['nothing', '', 3],
    ['no object', 'a: 1\n', 3],
    ['binary', Buffer.from([0, 1, 2, 3]), 3],
    ['invalid UTF-8', Buffer.concat([Buffer.from(GOOD), Buffer.from([0x23, 0xff, 0x0a])]), 3],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(GOOD, 'utf16le')]), 0],
  ])('standard input with %s', async (_, input, code) => {
    const ran = await castellan(['scan', '-'], { cwd: folder(), input });

    expect(ran.code, ran.stdout).toBe(code);
  });

  it('targets outside the working folder are shown from the folder that holds them', async () => {
    const [cwd, other] = [folder(), folder({ 'deep/a.yaml': HOST_PID })];

    const ran = await castellan(['scan', join(other, 'deep'), '-f', 'json', '-r', 'host-pid'], { cwd });

    expect(findingsOf(ran)).toEqual(['host-pid a.yaml:7']);
  });

  it('an empty folder teaches what could be scanned', async () => {
    const ran = await castellan(['scan'], { cwd: folder() });

    expect(ran.code).toBe(3);
    expect(ran.stdout).toMatch(/nothing|no /i);
    expect(ran.stdout).toContain('castellan scan');
  });

  it('a bare command scans the working folder', async () => {
    const cwd = folder({ 'a.yaml': HOST_PID });

    expect((await castellan([], { cwd })).code).toBe(1);
    expect((await castellan(['a.yaml'], { cwd })).code).toBe(1);
  });
});

describe('sensitive values of Terraform', () => {
  it('are what a Secret should hold: no gap for them', async () => {
    const main =
      'variable "password" {\n  sensitive = true\n}\nresource "kubernetes_secret" "s" {\n  metadata {\n    name      = "s"\n    namespace = "shop"\n  }\n  data = { password = var.password }\n}\n';

    const ran = await castellan(['scan'], { cwd: folder({ 'main.tf': main }) });

    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).not.toContain('Not looked at');
  });
});

describe('formats', () => {
  it('writes several at once: files and one to standard output', async () => {
    const cwd = folder({ 'a.yaml': HOST_PID });

    const ran = await castellan(['scan', '-f', 'sarif=out.sarif', '-f', 'html=out.html', '-f', 'csv'], { cwd });

    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('host-pid');
    expect(JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(join(cwd, 'out.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });

  it('--output takes the one format, --quiet leaves the terminal alone', async () => {
    const cwd = folder({ 'a.yaml': HOST_PID });

    const ran = await castellan(['scan', '-q', '-f', 'json', '-o', 'out.json'], { cwd });

    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(reportOf(readFileSync(join(cwd, 'out.json'), 'utf8')).verdict).toBe('findings');
    expect(await castellan(['scan', '-q'], { cwd })).toMatchObject({ code: 1, stdout: '', stderr: '' });
  });

  it.each([
    [['-f', 'json', '-f', 'csv'], 'standard output'],
    [['-f', 'json', '-f', 'csv=a.csv', '-o', 'x'], '--output goes with one format'],
    [['-f', 'json=missing/folder/x.json'], "can't be written (ENOENT)"],
    [['-f', 'json=sub'], "can't be written (EISDIR)"],
  ])('%j is a mistake', async (args, message) => {
    const cwd = folder({ 'a.yaml': HOST_PID });
    mkdirSync(join(cwd, 'sub'));

    const { code, stderr } = await castellan(['scan', ...args], { cwd });

    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('rules of a run', () => {
  it('--rule runs one alone, --skip-rule leaves one out', async () => {
    const cwd = folder({ 'a.yaml': HOST_PID });

    const only = await castellan(['scan', '-f', 'json', '-r', 'host-pid', '-r', 'host-ipc'], { cwd });
    const without = await castellan(['scan', '-f', 'json', '--skip-rule', 'host-pid'], { cwd });

    expect(findingsOf(only)).toEqual(['host-pid a.yaml:7']);
    expect(reportOf(only.stdout).summary['rules']).toBe(2);
    expect(findingsOf(without)).not.toContain('host-pid a.yaml:7');
  });

  it('-p all finds more than recommended; a framework judges by its own rules', async () => {
    const cwd = folder({ 'a.yaml': HOST_PID });

    const all = await castellan(['scan', '-f', 'json', '-p', 'all'], { cwd });
    const judged = await castellan(['scan', '-f', 'json', '--framework', 'pss'], { cwd });

    expect(findingsOf(all).length).toBeGreaterThan(3);
    expect(JSON.parse(judged.stdout)).toMatchObject({ frameworks: [expect.anything()] });
  });
});
