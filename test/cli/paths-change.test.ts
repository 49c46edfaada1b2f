import { describe, expect, it } from 'vitest';
import { APP, UNBOUND } from './paths-app.ts';
import { castellan, folder } from './run.ts';

/* Beside a workload of two replicas another one that shares its network. */
const BESIDE = `${APP.replace(
  'name: web, namespace: shop}\nspec:\n  template',
  'name: web, namespace: shop}\nspec:\n  replicas: 2\n  template',
)}---
apiVersion: v1
kind: Pod
metadata: {name: aaa, namespace: shop}
spec: {automountServiceAccountToken: false, containers: [{name: c, image: 'x:1'}]}
`;
const cwd = folder({
  'app/app.yaml': APP,
  'safe/app.yaml': UNBOUND,
  'more/app.yaml': BESIDE,
  'fix.yaml':
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: web-shell}\n$patch: delete\n',
  'part.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {type: ClusterIP}\n',
});
const paths = (...args: string[]) => castellan(['paths', ...args], { cwd });

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
