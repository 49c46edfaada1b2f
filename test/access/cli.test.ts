import { describe, expect, it } from 'vitest';
import { castellan, folder, put } from '../cli/run.ts';

const RBAC = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get, list]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects:
  - kind: ServiceAccount
    name: web
  - kind: Group
    name: devs
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: admins}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects:
  - kind: User
    name: root
`;
const cwd = folder({ 'rbac.yaml': RBAC });

describe('access', () => {
  it('can: yes is 0, no is 1 and says where else', async () => {
    const yes = await castellan(['access', 'can', 'sa:shop/web', 'get', 'secrets', '-n', 'shop'], { cwd });
    const no = await castellan(['access', 'can', 'sa:shop/web', 'get', 'secrets'], { cwd });

    expect(yes).toMatchObject({ code: 0, stderr: '' });
    expect(yes.stdout).toBe(`yes  ServiceAccount shop/web may get secrets in shop
  RoleBinding shop/readers names ServiceAccount shop/web  rbac.yaml:14:5
    → Role shop/reader: get, list secrets  rbac.yaml:5:5
`);
    expect(no).toMatchObject({
      code: 1,
      stdout: 'no  ServiceAccount shop/web may not get secrets\n  but may in shop\n',
    });
  });

  it('can: roles that Kubernetes makes itself are known', async () => {
    const root = await castellan(['access', 'why', 'user:root', 'get', '/metrics'], { cwd });

    expect(root.code).toBe(0);
    expect(root.stdout).toContain('ClusterRoleBinding admins names User root  rbac.yaml:24:5');
    expect(root.stdout).toContain('ClusterRole cluster-admin: * *  built in');
  });

  it('who-can: lists holders with their bindings', async () => {
    const here = await castellan(['access', 'who-can', 'list', 'secret', '-n', 'shop', '-f', 'json'], { cwd });

    const { answers, gaps } = JSON.parse(here.stdout) as {
      answers: { holders: { kind: string; name: string; reasons: { places: { binding: { line: number } } }[] }[] }[];
      gaps: unknown[];
    };
    const own = answers[0]!.holders.filter(({ reasons }) => reasons.some(({ places }) => places.binding.line > 1));
    expect(here.code).toBe(0);
    expect(gaps).toEqual([]);
    expect(own.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'user system:serviceaccount:shop:web',
      'group devs',
      'user root',
    ]);
  });

  it('rights: by scope, of a member of a group too', async () => {
    const devs = await castellan(['access', 'rights', 'user:alice', '--group', 'devs'], { cwd });

    expect(devs.stdout).toContain('  in shop\n    get, list  secrets\n');
    expect(devs.stdout).toContain('in the whole cluster');
  });

  it('a file that can not be read leaves a no open', async () => {
    const broken = folder({ 'a.yaml': 'apiVersion: v1\nkind: [' });

    const no = await castellan(['access', 'can', 'alice', 'get', 'pods'], { cwd: broken });

    expect(no.code).toBe(3);
    expect(no.stderr).toContain('not read: a.yaml');
  });

  it('tighten: writes the least roles, and says what could not be read of the log', async () => {
    const event = {
      stage: 'ResponseComplete',
      verb: 'list',
      user: { username: 'root', groups: ['system:authenticated'] },
      objectRef: { resource: 'pods', namespace: 'shop' },
      requestReceivedTimestamp: '2026-11-20T10:00:00.000000Z',
      annotations: { 'authorization.k8s.io/decision': 'allow' },
    };
    put(cwd, 'audit.log', `${JSON.stringify(event)}\n${JSON.stringify(event)}\n{"torn`);

    const ran = await castellan(['access', 'tighten', '--audit', 'audit.log', '-o', 'new.yaml', 'rbac.yaml'], { cwd });
    const after = await castellan(['access', 'can', 'root', 'list', 'pods', '-n', 'shop', 'new.yaml'], { cwd });
    const wide = await castellan(['access', 'can', 'root', 'delete', 'pods', '-n', 'shop', 'new.yaml'], { cwd });

    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('the first is line 3');
    expect(ran.stdout).toContain(`User root: 1 binding, 2 requests, 2026-11-20 to 2026-11-20
  enough: Role shop/used-by:user:root: list pods
`);
    expect(ran.stdout).toContain('unused: RoleBinding shop/readers');
    expect(ran.stdout).toContain('2 events read, 1 distinct request asked again with the new roles: none is denied');
    expect([after.code, wide.code]).toEqual([0, 1]);
  });

  it('refuses a subject without a namespace', async () => {
    const wrong = await castellan(['access', 'can', 'sa:web', 'get', 'pods'], { cwd });

    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('sa:<namespace>/<name>');
  });
});
