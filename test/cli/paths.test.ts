import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { castellan, folder } from './run.ts';

/* From a load balancer over a web server that may run commands in pods to a privileged agent, and so to the node. */
const APP = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {labels: {app: web}}
    spec:
      serviceAccountName: web
      containers:
        - {name: web, image: 'registry.example.com/web:1', ports: [{containerPort: 8080}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: shell}
rules:
  - {apiGroups: [''], resources: [pods/exec], verbs: [create]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: web-shell}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: shell}
subjects:
  - {kind: ServiceAccount, name: web, namespace: shop}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: ops}
spec:
  template:
    metadata: {labels: {app: agent}}
    spec:
      automountServiceAccountToken: false
      containers:
        - name: agent
          image: registry.example.com/agent:1
          securityContext: {privileged: true}
---
apiVersion: v1
kind: Secret
metadata: {name: card-key, namespace: vault}
`;
const UNBOUND = APP.replace(
  'name: web, namespace: shop}\n---\napiVersion: apps/v1\nkind: DaemonSet',
  'name: nobody, namespace: shop}\n---\napiVersion: apps/v1\nkind: DaemonSet',
);
const cwd = folder({
  'app/app.yaml': APP,
  'safe/app.yaml': UNBOUND,
  'fix.yaml':
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: web-shell}\n$patch: delete\n',
  'part.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {type: ClusterIP}\n',
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

  it.each([['list'], ['cut'], ['blast', 'internet'], ['query', 'internet -*-> container']])(
    'is not sure where a file can not be read: %s',
    async (...words) => {
      const broken = folder({ 'a.yaml': 'apiVersion: v1\nkind: [', 'app.yaml': APP });

      const text = await castellan(['paths', ...words, 'a.yaml'], { cwd: broken });
      const json = await castellan(['paths', ...words, '--format', 'json', '.'], { cwd: broken });

      expect(text).toMatchObject({ code: 3, stderr: expect.stringContaining('not read: a.yaml') });
      expect(text.stdout).toContain('Not sure: 1 thing could not be read and may change this answer.\n');
      expect(JSON.parse(json.stdout)).toMatchObject({ gaps: [{ code: 'syntax', file: 'a.yaml' }] });
    },
  );

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

describe('castellan paths cut with logs', () => {
  const event = (username: string, verb: string, objectRef: object) =>
    JSON.stringify({
      stage: 'ResponseComplete',
      verb,
      user: { username, groups: ['system:serviceaccounts', 'system:authenticated'] },
      objectRef,
      requestReceivedTimestamp: '2026-11-20T10:00:00Z',
      annotations: { 'authorization.k8s.io/decision': 'allow' },
    });
  const exec = event('system:serviceaccount:shop:web', 'create', {
    resource: 'pods',
    subresource: 'exec',
    namespace: 'ops',
    name: 'agent',
  });
  writeIn('logs/used.log', `${exec}\n${exec}\n`);
  writeIn('logs/other.log', `${event('alice', 'get', { resource: 'pods', namespace: 'ops' })}\n`);
  writeIn('logs/flows.csv', 'src,dst,port,protocol\n203.0.113.9,shop/web,8080,TCP\n');
  writeIn('logs/torn.log', '{"torn\n');

  it('tells what each change would deny of what was recorded', async () => {
    const ends = ['--from', 'serviceaccount/shop/web', '--to', 'namespace/ops'];
    const [used, other] = [
      await paths('cut', 'app', ...ends, '--audit', 'logs/used.log'),
      await paths('cut', 'app', ...ends, '--audit', 'logs/other.log'),
    ];

    expect(used.code).toBe(0);
    expect(used.stdout).toContain(
      'would break 1 recorded request, made 2 times\n        ServiceAccount shop/web: create pods/exec "agent" in ops (2, 2026-11-20)',
    );
    expect(used.stdout).toContain('Replayed with all changes made: 1 distinct request; 1 of them would be denied.');
    expect(other.stdout).toContain('safe to apply: nothing that was recorded needs it');
    expect(other.stdout).toContain('The logs hold nothing that the objects allow');
  });

  it('rather cuts what nobody uses', async () => {
    const { stdout } = await paths(
      'cut',
      'app',
      '--audit',
      'logs/used.log',
      '--flows',
      'logs/flows.csv',
      '--format',
      'json',
    );

    const [cluster] = (
      JSON.parse(stdout) as {
        clusters: { changes: { title: string; replay: { verdict: string } }[]; replay: object }[];
      }
    ).clusters;
    expect(cluster?.changes.map(({ title, replay }) => [title, replay.verdict])).toEqual([
      ['set privileged: false in container agent of DaemonSet agent', 'unknown'],
    ]);
    expect(cluster?.replay).toMatchObject({ requests: 1, flows: 1, denied: { requests: [], flows: [] } });
  });

  it('says what it could not read of a log', async () => {
    const { code, stderr } = await paths('cut', 'app', '--audit', 'logs/torn.log');

    expect(code).toBe(3);
    expect(stderr).toContain("logs/torn.log:1: 1 line can't be read as audit events");
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

describe('castellan paths diff', () => {
  it('fails where a way is new, and not where one is gone', async () => {
    const [worse, better, same] = [
      await paths('diff', 'safe', 'app'),
      await paths('diff', 'app', 'safe'),
      await paths('diff', 'app', 'app'),
    ];

    expect([worse.code, better.code, same.code]).toEqual([1, 0, 0]);
    expect(worse.stdout).toContain('internet → node/*');
    expect(same.stdout).toContain('0 new ways, 0 gone.');
  });

  it('is not disturbed by a workload that shares the network of others', async () => {
    const more = APP.replace(
      'name: web, namespace: shop}\nspec:\n  template',
      'name: web, namespace: shop}\nspec:\n  replicas: 2\n  template',
    );
    const other =
      "---\napiVersion: v1\nkind: Pod\nmetadata: {name: aaa, namespace: shop}\nspec: {automountServiceAccountToken: false, containers: [{name: c, image: 'x:1'}]}\n";
    writeIn('more/app.yaml', more + other);

    const { code, stdout } = await paths('diff', 'app', 'more');

    expect({ code, stdout }).toMatchObject({ code: 0, stdout: '0 new ways, 0 gone.\n' });
  });
});

describe('castellan paths what-if', () => {
  it('takes objects away', async () => {
    const { code, stdout } = await paths('what-if', '-f', 'fix.yaml', 'app');

    expect(code).toBe(0);
    expect(stdout).toContain('Removed: ClusterRoleBinding web-shell');
    expect(stdout).toContain('0 new ways, 1 gone.');
  });

  it('merges parts of objects', async () => {
    const { stdout } = await paths('what-if', '-f', 'part.yaml', 'app');

    expect(stdout).toContain('Changed: Service shop/web');
    expect(stdout).toContain('0 new ways, 1 gone.');
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
