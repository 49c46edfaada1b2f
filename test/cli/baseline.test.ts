import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeSnapshot } from '../../src/sources/snapshot/write.ts';
import { HOST_PID } from './manifests.ts';
import { castellan, folder, put, reportOf } from './run.ts';

const HEADER = { tool: '1.2.3', context: 'prod', server: 'v1.36.3', taken: '2026-11-21' };

describe('the baseline', () => {
  it('accepts what is found when it is written, and no more', async () => {
    const cwd = folder({ 'a.yaml': HOST_PID });

    const written = await castellan(['scan', '--write-baseline', '--baseline', 'b.json'], { cwd });
    const again = await castellan(['scan', '--baseline', 'b.json', '-f', 'json'], { cwd });
    writeFileSync(join(cwd, 'new.yaml'), HOST_PID.replace('name: bad', 'name: new'));
    const more = await castellan(['scan', '--baseline', 'b.json', '-f', 'json', '-r', 'host-pid'], { cwd });

    expect(written.code).toBe(0);
    expect(again.code).toBe(0);
    expect(reportOf(again.stdout).findings.every(({ baselined }) => baselined)).toBe(true);
    expect(more.code).toBe(1);
    expect(reportOf(more.stdout).findings.map(({ place, baselined }) => [place.file, Boolean(baselined)])).toEqual([
      ['a.yaml', true],
      ['new.yaml', false],
    ]);
  });

  it('holds when lines move, and is pruned of what is gone', async () => {
    const cwd = folder({ 'a.yaml': HOST_PID, '.castellan.yaml': 'baseline: accepted.json\n' });
    await castellan(['scan', '--write-baseline'], { cwd });

    writeFileSync(join(cwd, 'a.yaml'), `# a comment\n\n${HOST_PID}`);
    expect((await castellan(['scan'], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, 'a.yaml'), HOST_PID.replace('  hostPID: true\n', ''));
    const pruned = await castellan(['scan', '--prune-baseline'], { cwd });
    writeFileSync(join(cwd, 'a.yaml'), HOST_PID);

    expect(pruned.stderr).toBe('Baseline pruned: 1 finding in accepted.json.\n');
    expect((await castellan(['scan'], { cwd })).code).toBe(1);
  });

  it.each([
    ['of another folder', ['a'], 1],
    ['of rules that did not run', ['.', '-r', 'host-ipc'], 2],
    ['that are still found', ['.'], 1],
  ])('pruning keeps entries %s', async (_, args, kept) => {
    const cwd = folder({
      'a/a.yaml': HOST_PID,
      'b/b.yaml': HOST_PID.replace('name: bad', 'name: other'),
      '.castellan.yaml': 'baseline: accepted.json\n',
    });
    await castellan(['scan', '-r', 'host-pid', '--write-baseline'], { cwd });
    writeFileSync(join(cwd, 'a/a.yaml'), HOST_PID.replace('  hostPID: true\n', ''));

    await castellan(['scan', ...args, '--prune-baseline'], { cwd });

    const { findings } = JSON.parse(readFileSync(join(cwd, 'accepted.json'), 'utf8'));
    expect(findings).toHaveLength(kept);
  });

  it.each([
    ['no JSON', '{'],
    ['something else', '{"a": 1}'],
    ['entries of wrong types', '{"schema":"castellan.baseline/v1","findings":[null, 3, {"fingerprint": {}}]}'],
  ])('that is %s is a mistake', async (_, text) => {
    const cwd = folder({ 'a.yaml': HOST_PID, 'b.json': text });

    const { code, stderr } = await castellan(['scan', '--baseline', 'b.json'], { cwd });

    expect(code).toBe(2);
    expect(stderr).toContain('b.json is not a baseline file');
  });

  it.each([
    ['by a flag', {}, ['--baseline', 'typo.json'], 'castellan: The baseline typo.json does not exist.\n'],
    [
      'by the config',
      { '.castellan.yaml': 'failOn: high\nbaseline: typo.json\n' },
      [],
      'castellan: .castellan.yaml:2: The baseline typo.json does not exist.\n',
    ],
  ])('that is named %s and is not there is a mistake', async (_, config, args, sentence) => {
    const cwd = folder({ 'a.yaml': HOST_PID, ...config });

    const { code, stdout, stderr } = await castellan(['scan', ...args], { cwd });

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('hint: ');
  });

  it('once written is what the report of that run is about', async () => {
    const cwd = folder({ 'a.yaml': HOST_PID });

    const people = await castellan(['scan', '-r', 'host-pid', '--write-baseline'], { cwd });
    const machines = await castellan(['scan', '-r', 'host-pid', '-f', 'json', '--write-baseline'], { cwd });

    expect(people).toMatchObject({ code: 0 });
    expect(people.stderr).toMatch(/^Baseline written: 1 finding in \.castellan-baseline\.json\. Add `baseline: /);
    expect(people.stdout).toContain('PASS');
    expect(people.stdout).not.toMatch(/FAIL|--write-baseline/);
    const { verdict, summary, findings } = reportOf(machines.stdout);
    expect(verdict).toBe('clean');
    expect(summary).toMatchObject({ baselined: 1, fixable: 0, findings: { high: 0 } });
    expect(findings.map(({ baselined }) => baselined)).toEqual([true]);
  });

  it('keeps, pruned by what was read of some namespaces, the entries of the others', async () => {
    const cwd = folder();
    const snapshot = (names: readonly string[], namespaces?: readonly string[]) => {
      const records = names.map((namespace) => ({
        file: `prod/${namespace}/pods/bad.yaml`,
        object: {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'bad', namespace },
          spec: { hostPID: true, containers: [{ name: 'app', image: 'example/app:1' }] },
        },
        shipped: false,
        credentials: [],
        managers: [],
      }));
      const facts = { minor: 36, namespaces, namespace: 'default', served: [], gaps: [] };
      put(cwd, 'c.cst', writeSnapshot({ header: HEADER, facts, records }));
    };
    const pruned = async () => {
      await castellan(['scan', 'c.cst', '-r', 'host-pid', '--prune-baseline'], { cwd });
      const { findings } = JSON.parse(readFileSync(join(cwd, '.castellan-baseline.json'), 'utf8'));
      return findings.map(({ file }: { readonly file: string }) => file);
    };
    snapshot(['blog', 'shop', 'shop-2']);
    await castellan(['scan', 'c.cst', '-r', 'host-pid', '--write-baseline'], { cwd });

    snapshot(['bank'], ['bank', 'shop']);
    expect(await pruned()).toEqual(['prod/blog/pods/bad.yaml', 'prod/shop-2/pods/bad.yaml']);
    snapshot(['bank']);
    expect(await pruned()).toEqual([]);
  });
});
