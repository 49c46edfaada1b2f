import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/index.generated.ts';
import { GOOD, HOST_PID } from './manifests.ts';
import { castellan, ended, folder, put, start } from './run.ts';

const cwd = folder({ 'a.yaml': HOST_PID });

describe('explain', () => {
  it('tells of a rule, a framework and a control', async () => {
    const rule = await castellan(['explain', 'host-pid'], { cwd });
    const framework = await castellan(['explain', 'pod-security-standards'], { cwd });

    expect(rule).toMatchObject({ code: 0, stderr: '' });
    expect(rule.stdout).toContain('Why it matters');
    expect(rule.stdout).toContain('# castellan-ignore host-pid: <reason>');
    expect(framework.code).toBe(0);
    expect((await castellan(['explain', 'pod-security-standards', 'no-such'], { cwd })).code).toBe(2);
    expect((await castellan(['explain', 'privileged'], { cwd })).stderr).toMatch(
      /Rules of that name: .*privileged-container/,
    );
  });
});

describe('rules', () => {
  it('lists all, as JSON and by filters', async () => {
    const all = await castellan(['rules', '--json'], { cwd });
    const few = await castellan(['rules', '--json', '--category', 'dockerfile', '-p', 'recommended'], { cwd });
    const table = await castellan(['rules'], { cwd });

    const rows = JSON.parse(all.stdout) as { id: string; category: string; profile: string }[];
    expect(rows).toHaveLength(checks.length);
    expect(new Set((JSON.parse(few.stdout) as typeof rows).map((row) => `${row.category} ${row.profile}`))).toEqual(
      new Set(['dockerfile recommended']),
    );
    expect(table.stdout.trim().split('\n')).toHaveLength(checks.length);
  });

  it.each([
    [['rules', '--category', 'podd'], 'pod'],
    [['rules', '-p', 'recomended'], 'recommended'],
    [['rules', '--framework', 'nsa-csia'], 'nsa-cisa'],
  ])('%j is a mistake', async (args, words) => {
    const { code, stderr } = await castellan(args, { cwd });

    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('init', () => {
  it('writes a config that works, once', async () => {
    const fresh = folder({ 'a.yaml': GOOD });

    const first = await castellan(['init'], { cwd: fresh });
    const second = await castellan(['init'], { cwd: fresh });
    const forced = await castellan(['init', '--force'], { cwd: fresh });

    expect([first.code, second.code, forced.code]).toEqual([0, 2, 0]);
    expect(second.stderr).toContain('--force');
    expect((await castellan(['scan'], { cwd: fresh })).code).toBe(0);
  });

  it('writes examples that work when their comment signs go', async () => {
    const fresh = folder({ 'a.yaml': GOOD });
    await castellan(['init'], { cwd: fresh });
    const text = readFileSync(join(fresh, '.castellan.yaml'), 'utf8');
    put(fresh, '.castellan.yaml', text.replace(/^# ?(?=(?:rules|exceptions|ignore|  |    ).*)/gm, ''));

    const { code, stderr } = await castellan(['scan', '-q'], { cwd: fresh });

    expect(stderr).toBe('');
    expect(code).toBeLessThan(2);
  });
});

describe('doctor, completion, help', () => {
  it('doctor tells what there is, as JSON too', async () => {
    const ran = await castellan(['doctor', '--json'], { cwd });
    const missing = await castellan(['doctor'], { cwd, env: { CASTELLAN_HELM: '/nowhere/helm' } });

    expect((JSON.parse(ran.stdout) as { what: string }[]).map(({ what }) => what)).toEqual([
      'castellan',
      'node',
      'versions',
      'config',
      'helm',
      'kustomize',
      'kubectl',
      'git',
    ]);
    expect(missing.code).toBe(0);
    expect(missing.stdout).toMatch(/missing\s+helm/);
  });

  it.each(['bash', 'zsh', 'fish'])('completion %s is a script that names every command', async (shell) => {
    const { code, stdout } = await castellan(['completion', shell], { cwd });

    expect(code).toBe(0);
    for (const word of ['scan', 'fix', 'watch', 'explain', '--fail-on'.replace('--', ''), 'host-pid'])
      expect(stdout).toContain(word);
    const binary = `/bin/${shell}`;
    if (shell !== 'fish' && existsSync(binary)) execFileSync(binary, ['-n'], { input: stdout });
  });

  it.each([[['help']], [['--help']], [['help', 'scan']], [['scan', '--help']], [['fix', '-h']]])('%j', async (args) => {
    const { code, stdout } = await castellan(args, { cwd });

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: castellan/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('--version', async () => {
    expect((await castellan(['--version'], { cwd })).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('output', () => {
  const ESCAPE = '\u001b[';

  it.each([
    ['a pipe', {}, false],
    ['FORCE_COLOR', { FORCE_COLOR: '1' }, true],
    ['CLICOLOR_FORCE', { CLICOLOR_FORCE: '1' }, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
    ['NO_COLOR wins', { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ] as [string, Record<string, string>, boolean][])('colours: %s', async (_, env, colored) => {
    const { stdout } = await castellan(['scan'], { cwd, env });

    expect(stdout.includes(ESCAPE)).toBe(colored);
  });

  it('formats in files have no colours', async () => {
    await castellan(['scan', '-f', 'terminal=out.txt'], { cwd, env: { FORCE_COLOR: '1' } });

    expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).not.toContain(ESCAPE);
  });

  it('a reader that leaves early is no error', async () => {
    const many = folder({
      'a.yaml': Array.from({ length: 500 }, (_, i) => HOST_PID.replace('name: bad', `name: p${i}`)).join('---\n'),
    });
    const child = start(['scan', '-f', 'json'], { cwd: many });
    child.stdout?.once('data', () => child.stdout?.destroy());

    const { stderr } = await ended(child);

    expect(stderr).toBe('');
  });

  it('two runs, and files made in another order, give the same bytes', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`${(i * 7) % 30}/${i}.yaml`, HOST_PID.replace('name: bad', `name: p${i}`)]),
    );
    const [one, other] = [folder(files), folder(Object.fromEntries(Object.entries(files).toReversed()))];

    const outputs = await Promise.all(
      [one, one, other].map(
        async (root) => (await castellan(['scan', '-f', 'sarif', '-p', 'all'], { cwd: root })).stdout,
      ),
    );

    expect(outputs[0]?.length).toBeGreaterThan(10_000);
    expect(new Set(outputs).size).toBe(1);
  });

  it('works as kubectl-castellan', () => {
    const bin = folder();
    symlinkSync(join(import.meta.dirname, '../../bin/castellan.js'), join(bin, 'kubectl-castellan'));

    expect(execFileSync(process.execPath, [join(bin, 'kubectl-castellan'), '--version'], { encoding: 'utf8' })).toMatch(
      /^\d+\./,
    );
  });
});
