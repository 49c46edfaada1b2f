import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { APP } from './paths-app.ts';
import { castellan, folder } from './run.ts';

const cwd = folder({
  'app/app.yaml': APP,
  'jewels.yaml': 'crownJewels: [namespace/ops]\n',
});
const paths = (...args: string[]) => castellan(['paths', ...args], { cwd });

describe('castellan paths list', () => {
  it('tells each step with its technique and the lines that make it possible', async () => {
    const { code, stdout } = await paths('list', 'app');

    expect(code).toBe(0);
    expect(stdout).toContain('internet → node/*');
    expect(stdout).toContain('may run commands in pod/ops/agent ▸ container/ops/agent/agent  T1609 easy');
    expect(stdout).toContain('app/app.yaml:21:5  ClusterRole shell allows create on pods/exec');
    expect(stdout).toContain('app/app.yaml:41:29  container agent is privileged');
    expect(stdout).toContain('Assumed: It is not known where 2 of 2 pods run: they are taken to share one node.');
  });

  it('starts and ends where it is told', async () => {
    const { stdout } = await paths(
      'list',
      'app',
      '--from',
      'serviceaccount/shop/web',
      '--to',
      'namespace/ops',
      '--format',
      'json',
    );

    const [cluster] = (JSON.parse(stdout) as { clusters: { paths: { source: string; goal: string }[] }[] }).clusters;
    expect(cluster?.paths.map(({ source, goal }) => `${source} ${goal}`)).toEqual([
      'serviceaccount/shop/web namespace/ops',
    ]);
  });

  it('takes crown jewels from the config', async () => {
    const { stdout } = await paths('list', 'app', '-c', 'jewels.yaml');

    expect(stdout).toContain('internet → namespace/ops');
  });

  it('says that there is no way where there is none, and what was assumed', async () => {
    const { code, stdout } = await paths('list', 'app', '--to', 'secret/vault/card-key', '--from', 'user/nobody');

    expect(code).toBe(0);
    expect(stdout).toContain('No way leads to any of 1 goal.');
    expect(stdout).toContain('Assumed:');
  });

  it.each([
    ['dot', /^digraph paths \{[\s\S]*label="pods-exec \(T1609\)"/],
    ['mermaid', /^flowchart LR[\s\S]*pods-exec/],
    ['html', /^<!doctype html>[\s\S]*pods-exec/],
    ['sarif', /"ruleId": "attack-path-to-node"/],
  ])('writes %s', async (format, expected) => {
    const { code, stdout } = await paths('list', 'app', '--format', format);

    expect(code).toBe(0);
    expect(stdout).toMatch(expected);
  });

  it('knows near names', async () => {
    const { code, stderr } = await paths('list', 'app', '--from', 'pod/shop/webb');

    expect(code).toBe(2);
    expect(stderr).toContain('There is no pod/shop/webb among what was read.');
    expect(stderr).toContain('Did you mean pod/shop/web?');
  });
});

describe('castellan paths blast', () => {
  it('counts what somebody reaches', async () => {
    const { stdout } = await paths('blast', 'pod/shop/web', 'app');

    expect(stdout).toMatch(/node +1 of 1/);
    expect(stdout).toContain('pod/shop/web → node/*');
  });
});

describe('castellan paths cut', () => {
  it('finds changes that leave no way, and says what they break', async () => {
    const { code, stdout } = await paths('cut', 'app');

    expect(code).toBe(0);
    expect(stdout).toContain('Every way passes\n  endpoint/shop/web:8080\n  container/shop/web/web');
    expect(stdout).toContain('Verified: with these changes made, a new analysis finds no way to a goal.');
    expect(stdout).toMatch(/100 % {2}/);
  });

  it('tells the rights that somebody loses', async () => {
    const { stdout } = await paths(
      'cut',
      'app',
      '--from',
      'serviceaccount/shop/web',
      '--to',
      'namespace/ops',
      '--format',
      'json',
    );

    const [cluster] = (
      JSON.parse(stdout) as { clusters: { changes: { command: string }[]; breaks: object; left: [] }[] }
    ).clusters;
    expect(cluster?.left).toEqual([]);
    expect(cluster?.changes).toHaveLength(1);
    expect(cluster?.breaks).toMatchObject({
      rights: [{ subject: 'ServiceAccount shop/web', rights: ['create pods/exec in the whole cluster'] }],
    });
  });
});

describe('castellan paths with reports of images', () => {
  const report = (vector: string) =>
    JSON.stringify({
      SchemaVersion: 2,
      ArtifactName: 'registry.example.com/web:1',
      Results: [
        {
          Vulnerabilities: [
            {
              VulnerabilityID: 'CVE-2026-1',
              PkgName: 'parser',
              InstalledVersion: '2.0',
              CVSS: { nvd: { V3Vector: vector } },
            },
          ],
        },
      ],
    });
  writeIn('reports/remote.json', report('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'));
  writeIn('reports/local.json', report('CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'));
  writeIn('reports/none.json', '{"name": "no report"}');

  it('go in where a known weakness can be used over the network, and only there', async () => {
    const [remote, local] = [
      await paths('list', 'app', '--facts', 'reports/remote.json'),
      await paths('list', 'app', '--facts', 'reports/local.json'),
    ];

    expect(remote.stdout).toContain('is exploited through a known weakness to run code in container/shop/web/web');
    expect(remote.stdout).toMatch(
      /app\.yaml:\d+:\d+ {2}registry\.example\.com\/web:1 has CVE-2026-1 in parser 2\.0, says reports\/remote\.json/,
    );
    expect(remote.stdout).toContain('Assumed: No report tells of 1 of 2 images');
    expect(local.stdout).not.toContain('known weakness');
    expect(local.stdout).toContain('is exploited to run code in');
  });

  it('are refused where they are none', async () => {
    const { code, stderr } = await paths('list', 'app', '--facts', 'reports/none.json');

    expect(code).toBe(2);
    expect(stderr).toContain('reports/none.json is no report of an image,');
  });
});

describe('castellan paths query', () => {
  it('finds ways by a pattern', async () => {
    const { stdout } = await paths(
      'query',
      'serviceaccount{namespace=shop} -[holds-permissions]-> permissions -*-> node',
      'app',
    );

    expect(stdout).toContain('serviceaccount/shop/web');
    expect(stdout).toContain('1 match.');
  });

  it('points at what is wrong with a pattern', async () => {
    const { code, stderr } = await paths('query', 'pod => node', 'app');

    expect(code).toBe(2);
    expect(stderr).toContain('neither a vertex nor a step');
  });
});

describe('castellan scan --paths', () => {
  it('says which findings lie on a way to a crown jewel', async () => {
    const { stdout } = await castellan(['scan', 'app', '--paths', '-f', 'json'], { cwd });

    const { findings } = JSON.parse(stdout) as { findings: { rule: string; attackPath?: object }[] };
    expect(findings.find(({ rule }) => rule === 'privileged-container')?.attackPath).toMatchObject({
      from: 'internet',
      to: 'node/*',
    });
  });
});

describe('on the demo platform', () => {
  const platform = resolve(import.meta.dirname, '../../examples/streaming-platform');

  it('every way is cut by the changes that are told, by a new analysis', async () => {
    const { stdout } = await castellan(['paths', 'cut', platform, '--format', 'json'], { cwd });

    const [cluster] = (JSON.parse(stdout) as { clusters: { pairs: number; complete: boolean; left: [] }[] }).clusters;
    expect(cluster?.pairs).toBeGreaterThan(3);
    expect(cluster).toMatchObject({ complete: true, left: [] });
  });
});

function writeIn(name: string, text: string): void {
  mkdirSync(join(cwd, name, '..'), { recursive: true });
  writeFileSync(join(cwd, name), text);
  expect(readFileSync(join(cwd, name), 'utf8')).toBe(text);
}
