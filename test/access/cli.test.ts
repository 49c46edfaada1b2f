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
    expect(no.stdout).toBe(
      'unknown  User alice may not, by what was read, get pods\nNot sure: 1 thing could not be read and may change this answer.\n',
    );
  });

  it('a file that can not be read leaves a yes as it is', async () => {
    const broken = folder({ 'a.yaml': 'apiVersion: v1\nkind: [', 'rbac.yaml': RBAC });

    const yes = await castellan(['access', 'can', 'root', 'get', 'pods', '-f', 'json'], { cwd: broken });

    expect(yes.code).toBe(0);
    expect(JSON.parse(yes.stdout)).toMatchObject({ answers: [{ allowed: true, certain: true }], gaps: [{}] });
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

describe('access of kubelets', () => {
  const pods = folder({
    'pod.yaml': `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  nodeName: a
  volumes: [{name: key, secret: {secretName: key}}]
  containers: [{name: app, image: registry.example.com/app:1.0.0}]
`,
  });
  const get = (node: string) => ['access', 'can', `node:${node}`, 'get', 'secrets', '-n', 'shop', '--name', 'key'];

  it('is what the pods of their node need', async () => {
    const own = await castellan(get('a'), { cwd: pods });
    const other = await castellan(get('b'), { cwd: pods });

    expect([own.code, other.code]).toEqual([0, 1]);
    expect(own.stdout).toContain('by the Node authorizer');
  });
});

describe('access who-can --indirect', () => {
  const chain = folder({
    'chain.yaml': `${RBAC}---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: tokens, namespace: shop}
rules:
  - {apiGroups: [""], resources: [serviceaccounts/token], resourceNames: [web], verbs: [create]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: tokens, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: tokens}
subjects: [{kind: User, name: eve}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: shop}
`,
  });

  it('tells who comes to the right, and how', async () => {
    const question = ['access', 'who-can', 'list', 'secrets', '-n', 'shop', '--indirect'];
    const told = await castellan(question, { cwd: chain });
    const json = await castellan([...question, '-f', 'json'], { cwd: chain });

    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toContain('and indirectly: 1 subject\n  User eve\n');
    expect(told.stdout).toContain('may ask for tokens of');
    expect(told.stdout).toContain('chain.yaml:31');
    const { answers } = JSON.parse(json.stdout) as { answers: { indirect: { subject: { user: string } }[] }[] };
    expect(answers[0]!.indirect.map(({ subject }) => subject.user)).toContain('eve');
  });
});

describe('access diff', () => {
  const two = folder({
    'old.yaml': RBAC,
    'new.yaml': RBAC.replace('verbs: [get, list]', 'verbs: [get, delete]').replace('name: devs', 'name: ops'),
  });

  it('tells what each subject gains and loses, and fails where it is told to', async () => {
    const plain = await castellan(['access', 'diff', 'old.yaml', 'new.yaml'], { cwd: two });
    const failing = await castellan(['access', 'diff', 'old.yaml', 'new.yaml', '--fail-on', 'gained'], { cwd: two });
    const same = await castellan(['access', 'diff', 'old.yaml', 'old.yaml', '--fail-on', 'any'], { cwd: two });

    expect([plain.code, failing.code, same.code]).toEqual([0, 1, 0]);
    expect(plain.stdout).toBe(`ServiceAccount shop/web
  gains
    in shop
      delete  secrets
  loses
    in shop
      list  secrets

Group devs
  loses
    in shop
      get, list  secrets

Group ops
  gains
    in shop
      get, delete  secrets

3 subjects: 2 rights gained, 2 lost
`);
    expect(same.stdout).toBe('No right is gained or lost.\n');
  });
});

describe('access unused', () => {
  it('names what does nothing, and why', async () => {
    const cwd2 = folder({
      'rbac.yaml': RBAC,
      'more.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: spare, namespace: shop}
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: lost, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gone}
subjects: [{kind: User, name: alice}]
`,
    });

    const { code, stdout } = await castellan(['access', 'unused'], { cwd: cwd2 });

    expect(code).toBe(1);
    expect(stdout).toBe(`Role shop/spare: no binding names it  more.yaml:3:12
RoleBinding shop/lost: Role gone is not there  more.yaml:9:1
RoleBinding shop/readers: ServiceAccount shop/web is not there  rbac.yaml:14:5
3 unused objects
`);
  });
});
