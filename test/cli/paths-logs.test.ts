import { describe, expect, it } from 'vitest';
import { APP } from './paths-app.ts';
import { castellan, folder } from './run.ts';

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
const BINDING = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: web-shell}\n';
const cwd = folder({
  'app/app.yaml': APP,
  'logs/used.log': `${exec}\n${exec}\n`,
  'logs/other.log': `${event('alice', 'get', { resource: 'pods', namespace: 'ops' })}\n`,
  'logs/flows.csv': 'src,dst,port,protocol\n203.0.113.9,shop/web,8080,TCP\n',
  'logs/torn.log': '{"torn\n',
  'logs/harmless.log': `${event('system:serviceaccount:shop:web', 'create', {
    resource: 'selfsubjectaccessreviews',
    apiGroup: 'authorization.k8s.io',
  })}\n`,
  'unbind.yaml': `${BINDING}$patch: delete\n`,
  'inside.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {type: ClusterIP}\n',
  'closed.yaml':
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: none, namespace: shop}\nspec: {podSelector: {}, policyTypes: [Ingress]}\n',
  'mild.yaml':
    'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent, namespace: ops}\nspec: {template: {spec: {containers: [{name: agent, securityContext: {privileged: false}}]}}}\n',
  'own.yaml': `${BINDING}subjects: [{kind: ServiceAccount, name: shell, namespace: shop}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {spec: {serviceAccountName: shell}}}
`,
});
const paths = (...args: string[]) => castellan(['paths', ...args], { cwd });

describe('castellan paths cut with logs', () => {
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

describe('castellan paths what-if with logs', () => {
  const logs = ['--audit', 'logs/used.log', '--flows', 'logs/flows.csv'];

  it.each([
    ['unbind.yaml', 'breaks', ['create pods'], []],
    ['inside.yaml', 'breaks', [], ['203.0.113.9 -> shop/web']],
    ['closed.yaml', 'breaks', [], ['203.0.113.9 -> shop/web']],
    // The pod gets an account of its own that may do the same.
    ['own.yaml', 'unknown', [], []],
    ['mild.yaml', 'unknown', [], []],
  ])('tells what the change would deny of what was recorded: %s', async (file, verdict, requests, flows) => {
    const { stdout } = await paths('what-if', '-f', file, ...logs, '--format', 'json', 'app');

    const { replay } = JSON.parse(stdout) as {
      replay: {
        verdict: string;
        denied: { requests: { request: { verb: string; resource: string } }[]; flows: { flow: string }[] };
      };
    };
    expect(replay).toMatchObject({ verdict, requests: 1, flows: 1 });
    expect(replay.denied.requests.map(({ request }) => `${request.verb} ${request.resource}`)).toEqual(requests);
    expect(replay.denied.flows.map(({ flow }) => flow)).toEqual(flows);
  });

  it('says what would break, and what is safe as far as the logs tell', async () => {
    const [broken, safe, mild] = [
      await paths('what-if', '-f', 'unbind.yaml', ...logs, 'app'),
      await paths('what-if', '-f', 'unbind.yaml', '--audit', 'logs/harmless.log', 'app'),
      await paths('what-if', '-f', 'mild.yaml', ...logs, 'app'),
    ];

    expect(broken.stdout).toContain('would break 1 recorded request, made 2 times');
    expect(broken.stdout).toContain('ServiceAccount shop/web no longer may: create pods/exec in the whole cluster');
    expect(safe.stdout).toContain('safe to apply: nothing that was recorded needs it');
    expect(mild.stdout).toContain('No log tells all that the change of DaemonSet ops/agent may break.');
    expect(mild.stdout).not.toContain('safe to apply');
  });
});
