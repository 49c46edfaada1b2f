import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ComplianceReport } from '../../src/model/compliance.ts';
import { checks } from '../../src/checks/index.generated.ts';
import { readFrameworks } from '../../src/scan/own-frameworks.ts';
import { UserError } from '../../src/std/user-error.ts';
import { castellan, folder, put } from '../cli/run.ts';

const BAD = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  hostPID: true
  hostIPC: true
  containers:
    - name: web
      image: ghcr.io/example/web:1.2.3
`;
const GOOD = BAD.replace('  hostPID: true\n', '');
const ACCEPTED = BAD.replace(
  'hostPID: true',
  'hostPID: true # castellan-ignore host-pid: reads processes owner=sre (until 2027-01-31)',
);

const control = (report: ComplianceReport, id: string) => report.frameworks[0]?.controls.find((one) => one.id === id);

async function jsonReport(cwd: string, ...more: string[]): Promise<ComplianceReport> {
  const { stdout, stderr } = await castellan(['report', '--framework', 'cis', '-f', 'json', ...more], { cwd });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as ComplianceReport;
}

describe('report', () => {
  it('tells each control with its evidence, and ends as scan does', async () => {
    const cwd = folder({ 'web.yaml': BAD });

    const { code, stdout } = await castellan(['report', '--framework', 'cis', '-f', 'json'], { cwd });
    const report = JSON.parse(stdout) as ComplianceReport;

    expect(code).toBe(1);
    expect(control(report, '5.2.3')).toMatchObject({
      status: 'fail',
      findings: [{ rule: 'host-pid', place: { file: 'web.yaml', line: 5 } }],
      evidence: { resources: 1, kinds: [{ kind: 'Pod', count: 1 }] },
    });
    expect(report.rules['host-pid']).toMatchObject({ remedy: expect.stringContaining('hostPID') as string });
    expect(control(report, '5.2.2')?.status).toBe('pass');
    expect(control(report, '1.1.1')?.status).toBe('not-covered');
    expect(control(report, '3.1.2')).toMatchObject({
      status: 'manual',
      manual: expect.stringContaining('Ask') as string,
    });
  });

  it('shows what an exception accepts, by whom and until when', async () => {
    const cwd = folder({ 'web.yaml': ACCEPTED });

    const pid = control(await jsonReport(cwd), '5.2.3');
    const text = await castellan(['report', '--framework', 'cis'], { cwd });

    expect(pid).toMatchObject({ status: 'pass', findings: [] });
    expect(pid?.accepted[0]?.exception).toMatchObject({ owner: 'sre', until: '2027-01-31', reason: 'reads processes' });
    expect(text.stdout).toContain('passed with exceptions');
    expect(text.stdout).toContain('accepted: reads processes (owner: sre; until 2027-01-31)');
  });

  it('compares with an earlier report', async () => {
    const cwd = folder({ 'web.yaml': BAD });
    await castellan(['report', '--framework', 'cis', '-f', 'json', '-o', 'before.json'], { cwd });
    put(cwd, 'web.yaml', GOOD);

    const { comparison } = await jsonReport(cwd, '--compare', 'before.json', 'web.yaml');
    const html = await castellan(
      ['report', 'web.yaml', '--framework', 'cis', '-f', 'html', '--compare', 'before.json'],
      { cwd },
    );

    expect(comparison?.[0]?.changes).toContainEqual(
      expect.objectContaining({ id: '5.2.3', before: 'fail', after: 'pass' }),
    );
    expect(comparison?.[0]?.resolved.map(({ rule }) => rule)).toEqual(['host-pid']);
    expect(comparison?.[0]?.appeared).toEqual([]);
    expect(html.stdout).toContain('Changes since the earlier report');
  });

  it('writes several formats to files', async () => {
    const cwd = folder({ 'web.yaml': GOOD });

    const { stdout } = await castellan(
      [
        'report',
        'web.yaml',
        '--framework',
        'nsa',
        '-f',
        'html=out.html',
        '-f',
        'csv=out.csv',
        '-f',
        'markdown=out.md',
        '-q',
      ],
      { cwd },
    );

    expect(stdout).toBe('');
    expect(readFileSync(join(cwd, 'out.html'), 'utf8')).toContain('<h2 id="f1">NSA/CISA');
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8').split('\r\n')[0]).toContain('framework,version,control');
    expect(readFileSync(join(cwd, 'out.md'), 'utf8')).toContain('## NSA/CISA');
  });

  it.each([
    [['report'], '--framework cis'],
    [['report', '--framework', 'ciss'], 'Did you mean "cis"?'],
    [['report', '--framework', 'cis', '-f', 'htm'], 'Did you mean "html"?'],
    [['report', '--framework', 'cis', '--compare', 'gone.json'], 'does not exist'],
    [['report', '--framework', 'cis', '--compare', 'web.yaml'], 'no compliance report'],
  ])('%j is a mistake', async (args, words) => {
    const { code, stderr } = await castellan(args, { cwd: folder({ 'web.yaml': GOOD }) });

    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

const OWN = `id: house
title: Our baseline
version: '3'
extends: cis
controls:
  - id: 'H.1'
    title: Every pod has an owner
    rules: [owner-label, host-pid]
  - id: '5.4.2'
    rules: [secret-in-git]
exclude:
  - id: '4.3.1'
    reason: Cilium replaces kube-proxy here.
customRules:
  - id: owner-label
    title: Pod has no owner
    kinds: [Pod]
    assert: has(object.metadata.labels) && has(object.metadata.labels.owner)
`;

describe('a framework of the user', () => {
  it('extends another: adds, changes and leaves out controls, with rules of its own', async () => {
    const cwd = folder({ 'web.yaml': GOOD, 'policies/house.yaml': OWN });

    const { stdout, stderr } = await castellan(
      ['report', 'web.yaml', '--framework', './policies/house.yaml', '-f', 'json'],
      { cwd },
    );
    const report = JSON.parse(stdout) as ComplianceReport;

    expect(stderr).toBe('');
    const [framework] = report.frameworks;
    expect(framework).toMatchObject({ id: 'house', extends: 'CIS Kubernetes Benchmark 1.12.0' });
    expect(framework?.controls).toHaveLength(131);
    expect(framework?.excluded).toEqual([
      { id: '4.3.1', title: expect.any(String) as string, reason: 'Cilium replaces kube-proxy here.' },
    ]);
    expect(control(report, 'H.1')).toMatchObject({ status: 'fail', findings: [{ rule: 'owner-label' }] });
    expect(control(report, '5.4.2')).toMatchObject({ rules: expect.arrayContaining(['secret-in-git']) as string[] });
    expect(control(report, '5.4.2')?.manual).toBeUndefined();
  });

  it('may be named by the config, from its folder', async () => {
    const cwd = folder({
      'web.yaml': GOOD,
      'policies/house.yaml': OWN,
      '.castellan.yaml': 'frameworks: [./policies/house.yaml]\n',
    });

    const { code, stdout } = await castellan(['report', 'web.yaml'], { cwd });

    expect(code).not.toBe(2);
    expect(stdout).toContain('Our baseline 3');
  });

  it('is explained like any other', async () => {
    const cwd = folder({ 'house.yaml': OWN });

    const { stdout } = await castellan(['explain', './house.yaml', 'H.1'], { cwd });

    expect(stdout).toContain('Every pod has an owner');
  });

  it.each<[what: string, text: string, line: number, words: string]>([
    ['an unknown rule', OWN.replace('host-pid]', 'host-pidd]'), 8, 'Did you mean "host-pid"?'],
    ['an unknown base', OWN.replace('extends: cis', 'extends: ciss'), 4, 'Did you mean "cis"?'],
    ['a control to leave out that is not there', OWN.replace("'4.3.1'", "'4.3.2'"), 12, 'There is no control "4.3.2"'],
    ['an unknown key', OWN.replace('    title: Every', '    titel: Every'), 7, 'There is no key "titel"'],
    ['an id that is a number', OWN.replace("'H.1'", '1.10'), 6, 'quote it'],
    ['a new control without a title', OWN.replace('    title: Every pod has an owner\n', ''), 6, 'needs a title'],
    ['a new control that nothing decides', OWN.replace('    rules: [owner-label, host-pid]\n', ''), 6, 'neither rules'],
    ['a rule that does not compile', OWN.replace('assert: has(', 'assert: hass('), 15, 'owner-label'],
    ['a reason that is missing', OWN.replace('    reason: Cilium replaces kube-proxy here.\n', ''), 12, 'reason'],
    ['two controls of one id', OWN.replace("- id: '5.4.2'", "- id: 'H.1'"), 9, 'Two controls'],
    ['itself as its base', OWN.replace('extends: cis', 'extends: ./house.yaml'), 0, 'in a circle'],
    ['broken YAML', `${OWN}]`, 0, 'no valid YAML'],
  ])('is refused with %s, with its line', (_, text, line, words) => {
    const cwd = folder({ 'house.yaml': text });

    const refused = refusal(() => readFrameworks(['./house.yaml'], { checks, folder: cwd }));

    expect(`${refused.message} ${refused.hint}`).toContain(words);
    expect(refused.place?.file).toContain('house.yaml');
    if (line > 0) expect(refused.place?.line).toBe(line);
  });

  it.each([
    ['a file that is missing', './gone.yaml', 'does not exist'],
    ['a file that is too large', './large.yaml', 'larger than'],
  ])('is refused with %s', (_, name, words) => {
    const cwd = folder({ 'large.yaml': `# ${'x'.repeat(1_000_001)}` });

    expect(refusal(() => readFrameworks([name], { checks, folder: cwd })).message).toContain(words);
  });
});

function refusal(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
