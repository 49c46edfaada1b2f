import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOST_PID } from './manifests.ts';
import { castellan, folder, reportOf } from './run.ts';

const RUN = ['scan', '-f', 'json', '-r', 'host-pid', '-r', 'host-ipc'];
/** The bad pod, its line 7 replaced. */
const withLine = (line: string, text = HOST_PID) => text.replace('  hostPID: true\n', `${line}\n`);

async function judged(files: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const { code, stdout, stderr } = await castellan([...RUN, ...args], { cwd: folder(files) });
  if (code === 2) throw new Error(stderr);
  const { findings, suppressed, exceptionProblems } = reportOf(stdout);
  return {
    code,
    open: findings.length,
    reasons: suppressed.map(({ exception }) => exception.reason),
    problems: exceptionProblems.map(({ code: problem, place }) => `${problem} ${place.file}:${place.line}`),
  };
}

describe('an exception silences with a reason', () => {
  const other = HOST_PID.replace('name: bad', 'name: other');

  it.each([
    ['behind the line', { 'a.yaml': withLine('  hostPID: true # castellan-ignore host-pid: reads processes') }],
    ['above the line', { 'a.yaml': withLine('  # castellan-ignore host-pid: reads processes\n  hostPID: true') }],
    [
      'with several rules',
      { 'a.yaml': withLine('  hostPID: true # castellan-ignore host-ipc, host-pid: reads processes') },
    ],
    ['above the document', { 'a.yaml': `# castellan-ignore host-pid: reads processes\n${HOST_PID}` }],
    ['above a later document', { 'a.yaml': `a: 1\n---\n# castellan-ignore *: reads processes\n${HOST_PID}` }],
    ['for the file', { 'a.yaml': `${HOST_PID}---\n${other}# castellan-ignore-file host-pid: reads processes\n` }],
    [
      'with CRLF',
      { 'a.yaml': withLine('  hostPID: true # castellan-ignore host-pid: reads processes').replaceAll('\n', '\r\n') },
    ],
    [
      'as an annotation',
      {
        'a.yaml': HOST_PID.replace(
          'metadata:\n',
          'metadata:\n  annotations:\n    ignore.castellan.dev/host-pid: reads processes\n',
        ),
      },
    ],
    [
      'in the config',
      {
        'a.yaml': HOST_PID,
        '.castellan.yaml':
          'exceptions: [{ rules: [host-pid], resources: ["Pod/web/*"], files: ["*.yaml"], reason: reads processes }]\n',
      },
    ],
  ])('%s', async (_, files) => {
    const { open, reasons, code, problems } = await judged(files);

    expect({ open, code, problems }).toEqual({ open: 0, code: 0, problems: [] });
    expect(new Set(reasons)).toEqual(new Set(['reads processes']));
  });

  it('reaches no further than it says', async () => {
    const line = await judged({
      'a.yaml': `${withLine('  hostPID: true # castellan-ignore host-pid: x')}---\n${other}`,
    });
    const document = await judged({ 'a.yaml': `# castellan-ignore host-pid: x\n${HOST_PID}---\n${other}` });
    const file = await judged({ 'a.yaml': `${HOST_PID}# castellan-ignore-file host-pid: x\n`, 'b.yaml': other });
    const rule = await judged({ 'a.yaml': withLine('  hostPID: true # castellan-ignore host-ipc: x') });

    expect([line, document, file, rule].map(({ open }) => open)).toEqual([1, 1, 1, 1]);
  });
});

describe('an exception that does no work is told', () => {
  it.each([
    ['without a reason', { 'a.yaml': withLine('  hostPID: true # castellan-ignore host-pid') }, 'no-reason a.yaml:7'],
    [
      'with an empty reason',
      { 'a.yaml': withLine('  hostPID: true # castellan-ignore host-pid:  ') },
      'no-reason a.yaml:7',
    ],
    ['without a rule', { 'a.yaml': withLine('  hostPID: true # castellan-ignore: why') }, 'invalid a.yaml:7'],
    [
      'with an unknown rule',
      { 'a.yaml': withLine('  hostPID: true # castellan-ignore host-pdi: why') },
      'unknown-rule a.yaml:7',
    ],
    [
      'that has ended',
      { 'a.yaml': withLine('  hostPID: true # castellan-ignore host-pid: why (until 2026-11-20)') },
      'expired a.yaml:7',
    ],
    [
      'with a date that is none',
      { 'a.yaml': withLine('  hostPID: true # castellan-ignore host-pid: why (until 20.11.2027)') },
      'invalid a.yaml:7',
    ],
    [
      'with a day that does not exist',
      { 'a.yaml': withLine('  hostPID: true # castellan-ignore host-pid: why (until 2027-02-30)') },
      'invalid a.yaml:7',
    ],
    [
      'as an annotation without a reason',
      {
        'a.yaml': HOST_PID.replace('metadata:\n', 'metadata:\n  annotations: { ignore.castellan.dev/host-pid: "" }\n'),
      },
      'no-reason a.yaml:4',
    ],
    [
      'as an annotation of another type',
      {
        'a.yaml': HOST_PID.replace(
          'metadata:\n',
          'metadata:\n  annotations: { ignore.castellan.dev/host-pid: true }\n',
        ),
      },
      'no-reason a.yaml:4',
    ],
  ])('%s', async (_, files, problem) => {
    const { open, code, problems } = await judged(files);

    expect({ open, code, problems }).toEqual({ open: 1, code: 1, problems: [problem] });
  });

  it('that silences nothing', async () => {
    const { open, problems } = await judged({
      'a.yaml': withLine('  hostIPC: false # castellan-ignore host-ipc: not needed'),
      '.castellan.yaml': 'exceptions:\n  - rules: [host-pid]\n    reason: gone\n',
    });

    expect(open).toBe(0);
    expect(problems).toEqual(['unused .castellan.yaml:2', 'unused a.yaml:7']);
  });

  it('ends by the day that --today names', async () => {
    const files = { 'a.yaml': withLine('  hostPID: true # castellan-ignore host-pid: why (until 2027-01-31)') };

    expect(await judged(files, ['--today', '2027-01-31'])).toMatchObject({ open: 0, problems: [] });
    expect(await judged(files, ['--today', '2027-02-01'])).toMatchObject({ open: 1, problems: ['expired a.yaml:7'] });
  });

  it('an exception for a rule that does not run is not called unused', async () => {
    const { problems } = await judged({ 'a.yaml': `${HOST_PID}# castellan-ignore-file run-as-root: legacy\n` });

    expect(problems).toEqual([]);
  });
});

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

    expect(pruned.stderr).toContain('Wrote');
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

  it('that is not there is a mistake, but for the run that writes it', async () => {
    const cwd = folder({ 'a.yaml': HOST_PID });

    expect((await castellan(['scan', '--baseline', 'typo.json'], { cwd })).code).toBe(2);
  });
});
