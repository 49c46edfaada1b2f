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
