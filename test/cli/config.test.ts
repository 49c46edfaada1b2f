import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GOOD, HOST_PID } from './manifests.ts';
import { castellan, findingsOf, folder, reportOf } from './run.ts';

/** A run of one rule, so that reports stay short. */
const JSON_OUT = ['scan', '-f', 'json'];

describe('where the config is found', () => {
  it('is the nearest one up to the git root', async () => {
    const root = folder({
      '.castellan.yaml': 'rules: { host-pid: off }\n',
      'repo/.git/HEAD': '',
      'repo/deep/a.yaml': HOST_PID,
      'free/deep/a.yaml': HOST_PID,
    });

    const inRepository = await castellan(JSON_OUT, { cwd: join(root, 'repo/deep') });
    const outside = await castellan(JSON_OUT, { cwd: join(root, 'free/deep') });

    expect(findingsOf(inRepository)).toContain('host-pid a.yaml:7');
    expect(findingsOf(outside)).not.toContain('host-pid a.yaml:7');
  });

  it('is the one that --config or CASTELLAN_CONFIG names', async () => {
    const cwd = folder({ 'a.yaml': HOST_PID, 'ci/other.yaml': 'rules: { host-pid: off }\n' });

    const flag = await castellan([...JSON_OUT, '-c', 'ci/other.yaml'], { cwd });
    const variable = await castellan(JSON_OUT, { cwd, env: { CASTELLAN_CONFIG: 'ci/other.yaml' } });
    const missing = await castellan([...JSON_OUT, '-c', 'nowhere.yaml'], { cwd });

    expect(findingsOf(flag)).not.toContain('host-pid a.yaml:7');
    expect(findingsOf(variable)).not.toContain('host-pid a.yaml:7');
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(missing.stderr).toContain('The config file nowhere.yaml does not exist.');
  });

  it('may be JSON', async () => {
    const cwd = folder({ 'a.yaml': HOST_PID, '.castellan.json': '{"failOn": "none"}' });

    expect((await castellan(['scan'], { cwd })).code).toBe(0);
  });
});

describe('mistakes in the config are told with their line', () => {
  it.each([
    ['an unknown key', 'profile: all\nrulez: {}\n', '.castellan.yaml:2: ', 'rulez'],
    [
      'a nested unknown key',
      'exceptions:\n  - rules: [host-pid]\n    reson: x\n    reason: y\n',
      '.castellan.yaml:3: ',
      'reson',
    ],
    [
      'a key that is missing',
      'exceptions:\n  - rules: [host-pid]\n',
      '.castellan.yaml:2: ',
      'key "reason" in exceptions.0',
    ],
    ['a text for a list', 'ignore: vendor\n', '.castellan.yaml:1: ', 'ignore must be a list, not a text.'],
    ['a list for all', '- a\n', '.castellan.yaml:1: ', 'The file must be a map of keys, not a list.'],
    ['a word that is no option', '\nprofile: most\n', '.castellan.yaml:2: ', 'must be one of recommended, all.'],
    ['a version that YAML shortens', '\nkubernetes: 1.30\n', '.castellan.yaml:2: ', '"1.3" is no Kubernetes version'],
    ['values that are not there', 'helm:\n  values: [no.yaml]\n', '.castellan.yaml:2: ', 'no.yaml does not exist'],
    [
      'a misspelt kind of an own rule',
      'customRules:\n  - id: a\n    title: t\n    assert: "true"\n    kinds:\n      - Deploymnt\n',
      '.castellan.yaml:6: ',
      'Did you mean "Deployment"?',
    ],
    ['broken YAML', 'profile: all\nrules: {a: [}\n', '.castellan.yaml:2: ', ''],
    ['a severity that is none', 'profile: all\n\nfailOn: severe\n', '.castellan.yaml:3: ', 'failOn'],
    [
      'an unknown rule',
      'rules:\n  host-ipc: off\n  host-pdi: off\n',
      '.castellan.yaml:3: ',
      'Did you mean "host-pid"?',
    ],
    ['a rule setting of the wrong type', 'rules:\n  host-pid: 3\n', '.castellan.yaml:2: ', 'host-pid'],
    ['an unknown key of a rule', 'rules:\n  host-pid:\n    severty: low\n', '.castellan.yaml:3: ', 'severty'],
    ['an exception without a reason', 'exceptions:\n  - rules: [host-pid]\n', '.castellan.yaml:2: ', 'reason'],
    [
      'a date that is none',
      'exceptions:\n  - rules: [a]\n    reason: x\n    until: soon\n',
      '.castellan.yaml:4: ',
      'date',
    ],
    [
      'a day that does not exist',
      'exceptions:\n  - rules: [a]\n    reason: x\n    until: 2026-13-41\n',
      '.castellan.yaml:4: ',
      'date',
    ],
    ['a list', '- a\n', '.castellan.yaml:1: ', ''],
    ['an unknown framework', 'frameworks: [nsa-csia]\n', '', 'Did you mean'],
    ['an impossible version', 'kubernetes: "9.9"\n', '.castellan.yaml:1: ', 'kubernetes'],
    ['a version that is not known', 'kubernetes: "1.99"\n', '', '1.99'],
    ['a rule key with a typing mistake', 'profil: all\n', '.castellan.yaml:1: ', 'Did you mean "profile"?'],
    [
      'an unknown parameter',
      'rules:\n  host-port:\n    parameters:\n      alowed: []\n',
      '.castellan.yaml:4: ',
      'Did you mean "allowed"?',
    ],
    [
      'a parameter of the wrong type',
      'rules:\n  few-replicas:\n    parameters: { minimum: [2] }\n',
      '.castellan.yaml:3: ',
      'must be a number',
    ],
    [
      'a list of the wrong type',
      'rules:\n  host-port:\n    parameters: { allowed: [80] }\n',
      '.castellan.yaml:3: ',
      'must be a list of strings',
    ],
    [
      'a billion laughs',
      `a: &a [x]\n${[...'bcdefghij'].map((k, i) => `${k}: &${k} [${`*${'abcdefghij'[i]},`.repeat(9)}]`).join('\n')}\n`,
      '.castellan.yaml',
      '',
    ],
  ])('%s', async (_, config, place, words) => {
    const cwd = folder({ 'a.yaml': GOOD, '.castellan.yaml': config });

    const { code, stderr } = await castellan(['scan'], { cwd });

    expect(code).toBe(2);
    expect(stderr).toContain(`castellan: ${place}`);
    expect(stderr).toContain(words);
    expect(stderr).toMatch(/\n {2}hint: /);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr.trim().split('\n').length).toBeLessThan(5);
  });
});

describe('what the config settles', () => {
  it('severities, parameters and rules of the other profile', async () => {
    const config = [
      'rules:',
      '  host-pid: low',
      '  naked-pod: info',
      '  registry-not-allowed:',
      '    enabled: true',
      '    severity: critical',
      '    parameters: { allowed: [other.example.com] }',
    ].join('\n');
    const cwd = folder({ 'a.yaml': HOST_PID, '.castellan.yaml': config });

    const { findings } = reportOf((await castellan(JSON_OUT, { cwd })).stdout);

    const severities = Object.fromEntries(findings.map(({ rule, severity }) => [rule, severity]));
    expect(severities).toMatchObject({ 'host-pid': 'low', 'naked-pod': 'info', 'registry-not-allowed': 'critical' });
  });

  it('flags win over the environment, which wins over the config', async () => {
    const cwd = folder({ 'a.yaml': HOST_PID, '.castellan.yaml': 'failOn: none\n' });
    const env = { CASTELLAN_FAIL_ON: 'high' };

    expect((await castellan(['scan'], { cwd })).code).toBe(0);
    expect((await castellan(['scan'], { cwd, env })).code).toBe(1);
    expect((await castellan(['scan', '--fail-on', 'critical'], { cwd, env })).code).toBe(0);
  });

  it('ignores files by globs', async () => {
    const cwd = folder({ 'a.yaml': GOOD, 'vendor/x/b.yaml': HOST_PID, '.castellan.yaml': 'ignore: ["vendor/**"]\n' });

    expect((await castellan(['scan'], { cwd })).code).toBe(0);
  });

  it('own workload kinds are judged like Deployments', async () => {
    const widget = HOST_PID.split('spec:\n')[1]!
      .split('\n')
      .map((line) => `      ${line}`)
      .join('\n');
    const text = `apiVersion: acme.io/v1\nkind: Widget\nmetadata: { name: w }\nspec:\n  template:\n    spec:\n${widget}\n`;
    const cwd = folder({ 'a.yaml': text, '.castellan.yaml': 'workloads: { Widget.acme.io: spec.template }\n' });

    expect(findingsOf(await castellan(JSON_OUT, { cwd }))).toContain('host-pid a.yaml:7');
  });
});

describe('own rules', () => {
  const rule = (lines: readonly string[]) =>
    [
      'customRules:',
      '  - id: team-label',
      '    title: No team label',
      '    severity: high',
      '    kinds: [Pod]',
      ...lines.map((l) => `    ${l}`),
      '',
    ].join('\n');

  it('find what breaks their assertion', async () => {
    const config = rule([
      'assert: "has(object.metadata.labels) && \'team\' in object.metadata.labels"',
      'path: metadata.labels',
      'message: the pod names no team',
    ]);
    const cwd = folder({ 'a.yaml': GOOD, '.castellan.yaml': config });

    const ran = await castellan([...JSON_OUT, '-r', 'team-label'], { cwd });

    expect(ran.code).toBe(1);
    expect(reportOf(ran.stdout).findings).toMatchObject([
      { rule: 'team-label', severity: 'high', message: 'the pod names no team' },
    ]);
  });

  it('take container rules and `when`', async () => {
    const config = rule([
      'forEach: container',
      'when: object.metadata.name == "good"',
      'assert: container.image.startsWith("other.example.com/")',
      'path: image',
    ]);
    const cwd = folder({ 'a.yaml': GOOD, 'b.yaml': HOST_PID, '.castellan.yaml': config });

    expect(findingsOf(await castellan([...JSON_OUT, '-r', 'team-label'], { cwd }))).toEqual(['team-label a.yaml:17']);
  });

  it.each([
    ['an expression that does not compile', ['assert: "object.spec.("'], '.castellan.yaml:2', 'character'],
    ['an unknown variable', ['assert: "pod.spec"'], '.castellan.yaml:2', 'pod'],
    ['a pattern that does not compile', ['assert: "object.metadata.name.matches(\'(\')"'], '.castellan.yaml:2', ''],
  ])('%s is a mistake with its line', async (_, lines, place, words) => {
    const cwd = folder({ 'a.yaml': GOOD, '.castellan.yaml': rule(lines) });

    const { code, stderr } = await castellan(['scan'], { cwd });

    expect(code, stderr).toBe(2);
    expect(stderr).toContain(place);
    expect(stderr).toContain(words);
  });

  it('a pattern that backtracks elsewhere is linear here', async () => {
    const config = rule(["assert: \"!object.metadata.annotations['x'].matches('^(a+)+$')\""]);
    const text = GOOD.replace('metadata:\n', `metadata:\n  annotations: { x: ${'a'.repeat(50_000)}! }\n`);
    const cwd = folder({ 'a.yaml': text, '.castellan.yaml': config });

    expect((await castellan([...JSON_OUT, '-r', 'team-label'], { cwd })).code).toBe(0);
  });

  it('an id that Castellan has, and one that occurs twice, are mistakes', async () => {
    const taken = folder({ '.castellan.yaml': rule(['assert: "true"']).replace('team-label', 'host-pid') });
    const twice = rule(['assert: "true"']);
    const double = folder({ '.castellan.yaml': `${twice}${twice.split('\n').slice(1).join('\n')}` });
    const odd = folder({ '.castellan.yaml': rule(['assert: "true"']).replace('team-label', 'Team Label') });

    for (const [cwd, words] of [
      [taken, 'taken'],
      [double, 'team-label'],
      [odd, 'lower-case'],
    ] as const) {
      const { code, stderr } = await castellan(['scan'], { cwd });
      expect(code, stderr).toBe(2);
      expect(stderr).toContain(words);
    }
  });
});
