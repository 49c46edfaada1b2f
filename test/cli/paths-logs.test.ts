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
const cwd = folder({
  'app/app.yaml': APP,
  'logs/used.log': `${exec}\n${exec}\n`,
  'logs/other.log': `${event('alice', 'get', { resource: 'pods', namespace: 'ops' })}\n`,
  'logs/flows.csv': 'src,dst,port,protocol\n203.0.113.9,shop/web,8080,TCP\n',
  'logs/torn.log': '{"torn\n',
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
