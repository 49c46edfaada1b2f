import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { gets, given, node, pod, RBAC, secure } from './clusters.ts';
import { graphOf, viewOf } from './view.ts';

/* Small clusters for each attack of KubeHound's reference, as its pages word the prerequisites; `source>target` by name. */
type Case = readonly [name: string, objects: readonly JsonObject[], expected: readonly string[]];

const set = (account: string) => `${account}-role::${account}`;
const nodes = [node('one'), node('two')];
const idle = [pod('idle', { token: false })];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  CE_MODULE_LOAD: [
    ['SYS_MODULE', [pod('a', secure(gets('SYS_MODULE')))], ['a>one']],
    ['CAP_SYS_MODULE', [pod('a', secure(gets('CAP_SYS_MODULE')))], ['a>one']],
    ['ALL', [pod('a', secure(gets('ALL')))], ['a>one']],
    ['privileged', [pod('a', secure({ privileged: true }))], ['a>one']],
    ['another capability', [pod('a', secure(gets('NET_ADMIN')))], []],
  ],
  CE_NSENTER: [
    ['privileged, processes of the node', [pod('a', secure({ privileged: true }, { hostPID: true }))], ['a>one']],
    ['privileged alone', [pod('a', secure({ privileged: true }))], []],
    ['processes of the node alone', [pod('a', secure({}, { hostPID: true }))], []],
  ],
  CE_PRIV_MOUNT: [
    ['privileged', [pod('a', secure({ privileged: true }))], ['a>one']],
    ['privileged: false', [pod('a', secure({ privileged: false }))], []],
    ['SYS_ADMIN', [pod('a', secure(gets('SYS_ADMIN')))], []],
  ],
  CE_SYS_PTRACE: [
    ['both capabilities', [pod('a', secure(gets('SYS_PTRACE', 'SYS_ADMIN'), { hostPID: true }))], ['a>one']],
    ['in its own processes', [pod('a', secure(gets('SYS_PTRACE', 'SYS_ADMIN')))], []],
    ['without SYS_PTRACE', [pod('a', secure(gets('SYS_ADMIN'), { hostPID: true }))], []],
  ],
  CE_UMH_CORE_PATTERN: [
    ['/proc/sys/kernel', [pod('a', { paths: ['/proc/sys/kernel'] })], ['a>one']],
    ['a directory above', [pod('a', { paths: ['/proc/'] })], ['a>one']],
    ['the root', [pod('a', { paths: ['/'] })], ['a>one']],
    ['read-only', [pod('a', { paths: ['/proc:ro'] })], []],
    ['beside it', [pod('a', { paths: ['/proc/sys/net'] })], []],
    ['not as root', [pod('a', { paths: ['/proc'], pod: { securityContext: { runAsUser: 1000 } } })], []],
  ],
  CE_VAR_LOG_SYMLINK: [
    ['logs', [...given('r', ['get pods/log'], 'default'), pod('a', { account: 'r', paths: ['/var/log'] })], ['a>one']],
    ['above', [...given('r', ['* *']), pod('a', { account: 'r', paths: ['/var'] })], ['a>one']],
    ['nodes', [...given('r', ['get nodes/log']), pod('a', { account: 'r', paths: ['/'] })], ['a>one']],
    ['no right to logs', [pod('a', { paths: ['/var/log'] })], []],
    ['elsewhere', [...given('r', ['get pods/log'], 'ops'), pod('a', { account: 'r', paths: ['/var/log'] })], []],
  ],
  CONTAINER_ATTACH: [
    ['one', [pod('a')], ['a>a']],
    ['two', [pod('a', { containers: ['x', 'y'] })], ['a>x', 'a>y']],
    ['of two pods', [pod('a', { containers: ['x'] }), pod('b', { containers: ['x'] })], ['a>x', 'b>x']],
  ],
  ENDPOINT_EXPLOIT: [
    ['a port', [pod('a', { container: { ports: [{ name: 'jmx', containerPort: 9999 }] } })], ['jmx>a']],
    ['without a name', [pod('a', { container: { ports: [{ containerPort: 80 }] } })], ['80>a']],
    [
      'of the node, too',
      [pod('a', { container: { ports: [{ name: 'web', containerPort: 80, hostPort: 8080 }] } })],
      ['web>a', 'web>a'],
    ],
    ['none', [pod('a')], []],
    [
      'a service',
      [
        pod('a', { container: { ports: [{ name: 'web', containerPort: 80 }] } }),
        {
          apiVersion: 'discovery.k8s.io/v1',
          kind: 'EndpointSlice',
          metadata: { name: 'shop-x', namespace: 'default', labels: { 'kubernetes.io/service-name': 'shop' } },
          ports: [{ port: 80 }],
          endpoints: [{ addresses: ['10.0.0.1'], targetRef: { kind: 'Pod', name: 'a', namespace: 'default' } }],
        },
      ],
      ['shop>a', 'web>a'],
    ],
  ],
  EXPLOIT_CONTAINERD_SOCK: [
    ['containerd', [pod('a', { paths: ['/run/containerd/containerd.sock'] }), pod('b')], ['a>b']],
    ['read-only', [pod('a', { paths: ['/var/run/crio/crio.sock:ro'] }), pod('b')], ['a>b']],
    ['above', [pod('a', { paths: ['/var/run'] }), pod('b')], ['a>b']],
    ['dockershim', [pod('a', { paths: ['/var/run/dockershim.sock'] }), pod('b'), pod('c', { node: 'two' })], ['a>b']],
    ['another socket', [pod('a', { paths: ['/run/shop/shop.sock'] })], []],
  ],
  EXPLOIT_HOST_READ: [
    ['keys', [pod('a', { paths: ['/root/.ssh:ro'] })], ['v0>one']],
    ['/etc', [pod('a', { paths: ['/etc:ro'] })], ['v0>one']],
    ['/proc', [pod('a', { paths: ['/proc:ro'] })], ['v0>one']],
    ['the root', [pod('a', { paths: ['/:ro'] })], ['v0>one']],
    ['data', [pod('a', { paths: ['/srv/data:ro'] })], []],
  ],
  EXPLOIT_HOST_WRITE: [
    ['the root', [pod('a', { paths: ['/'] })], ['v0>one']],
    ['cron', [pod('a', { paths: ['/etc/cron.d'] })], ['v0>one']],
    ['the kubelet', [pod('a', { paths: ['/var/lib/kubelet'] })], ['v0>one']],
    ['read-only', [pod('a', { paths: ['/etc:ro'] })], []],
    ['shared memory', [pod('a', { paths: ['/dev/shm'] })], []],
  ],
  EXPLOIT_HOST_TRAVERSE: [
    [
      'the kubelet',
      [...given('b', ['get pods']), pod('a', { paths: ['/var/lib/kubelet:ro'] }), pod('b', { account: 'b' })],
      ['v0>token'],
    ],
    ['the root', [...given('b', ['get pods']), pod('a', { paths: ['/'] }), pod('b', { account: 'b' })], ['v0>token']],
    [
      'on another node',
      [...given('b', ['get pods']), pod('a', { paths: ['/'] }), pod('b', { account: 'b', node: 'two' })],
      [],
    ],
    ['an account with no rights', [pod('a', { paths: ['/'] }), pod('b')], []],
    ['beside it', [...given('b', ['get pods']), pod('a', { paths: ['/var/log'] }), pod('b', { account: 'b' })], []],
  ],
  IDENTITY_ASSUME: [
    ['an account', [...given('r', ['get pods']), pod('a', { account: 'r' })], ['a>r']],
    [
      'each container',
      [...given('r', ['get pods']), pod('a', { account: 'r', containers: ['x', 'y'] })],
      ['x>r', 'y>r'],
    ],
    ['no token', [...given('r', ['get pods']), pod('a', { account: 'r', token: false })], []],
    ['no rights', [pod('a')], []],
  ],
  IDENTITY_IMPERSONATE: [
    [
      'accounts',
      [...given('r', ['impersonate serviceaccounts']), ...given('s', ['get pods'], 'ops', 'ops')],
      [`${set('r')}>r`, `${set('r')}>s`],
    ],
    [
      'accounts of a namespace',
      [...given('r', ['impersonate serviceaccounts'], 'ops'), ...given('s', ['get pods'], 'ops', 'ops')],
      [`${set('r')}>s`],
    ],
    ['users are of no namespace', given('r', ['impersonate users'], 'default'), []],
    ['another verb', given('r', ['get serviceaccounts']), []],
  ],
  PERMISSION_DISCOVER: [
    ['in the cluster', given('r', ['get pods']), [`r>${set('r')}`]],
    ['in a namespace', given('r', ['get pods'], 'ops'), [`r>${set('r')}`]],
    ['no binding', given('r', ['get pods']).slice(0, 1), []],
  ],
  POD_ATTACH: [
    ['its own', [pod('a'), pod('b', { node: 'two' })], ['one>a', 'two>b']],
    ['none', [node('three')], []],
    ['of all namespaces', [pod('a'), pod('b', { namespace: 'ops' })], ['one>a', 'one>b']],
  ],
  POD_CREATE: [
    ['in a namespace', [...nodes, ...given('r', ['create pods'], 'default')], [`${set('r')}>one`, `${set('r')}>two`]],
    ['all', [node('one'), ...given('r', ['* *:*'])], [`${set('r')}>one`]],
    ['another verb', [...nodes, ...given('r', ['get,list,watch pods'])], []],
    ['of no namespace', [...nodes, ...given('r', ['create nodes'], 'default')], []],
  ],
  POD_EXEC: [
    [
      'in a namespace',
      [...given('r', ['create pods/exec'], 'ops'), pod('a', { namespace: 'ops' }), pod('b')],
      [`${set('r')}>a`],
    ],
    [
      'everywhere',
      [...given('r', ['create pods/exec']), pod('a', { namespace: 'ops' }), pod('b')],
      [`${set('r')}>a`, `${set('r')}>b`],
    ],
    ['every subresource of the name', [...given('r', ['create */exec']), pod('a')], [`${set('r')}>a`]],
    ['one pod', [...given('r', ['create pods/exec a'], 'default'), pod('a'), pod('b')], [`${set('r')}>a`]],
    ['pods alone', [...given('r', ['create,get pods']), pod('a')], []],
  ],
  POD_PATCH: [
    ['patch', [...given('r', ['patch pods'], 'default'), pod('a')], [`${set('r')}>a`]],
    ['update', [...given('r', ['update pods']), pod('a')], [`${set('r')}>a`]],
    ['elsewhere', [...given('r', ['patch pods'], 'ops'), pod('a')], []],
    ['their status', [...given('r', ['patch pods/status']), pod('a')], []],
  ],
  ROLE_BIND: [
    [
      'roles of a namespace',
      [
        ...given('r', [`create ${RBAC}:rolebindings`, `bind ${RBAC}:roles`], 'default'),
        ...given('s', ['get pods'], 'default'),
        ...given('t', ['get pods'], 'ops'),
      ],
      [`${set('r')}>${set('r')}`, `${set('r')}>${set('s')}`],
    ],
    [
      'roles of the cluster',
      [...given('r', [`create ${RBAC}:clusterrolebindings`, `bind ${RBAC}:clusterroles`]), ...given('s', ['get pods'])],
      [`${set('r')}>${set('r')}`, `${set('r')}>${set('s')}`],
    ],
    [
      'no way to bind in the cluster',
      [
        ...given('r', [`create ${RBAC}:clusterrolebindings`, `bind ${RBAC}:clusterroles`], 'default'),
        ...given('s', ['get pods']),
      ],
      [],
    ],
    [
      'a cluster binding takes no role',
      [...given('r', [`create ${RBAC}:clusterrolebindings`, `bind ${RBAC}:roles`]), ...given('s', ['get pods'], 'ops')],
      [],
    ],
    ['without bind', [...given('r', [`create ${RBAC}:rolebindings`]), ...given('s', ['get pods'], 'ops')], []],
    ['another group', given('r', ['create rolebindings', 'bind roles']), []],
  ],
  SHARE_PS_NAMESPACE: [
    ['shared', [pod('a', { containers: ['x', 'y'], pod: { shareProcessNamespace: true } })], ['x>y', 'y>x']],
    ['not shared', [pod('a', { containers: ['x', 'y'] })], []],
    ['alone', [pod('a', { pod: { shareProcessNamespace: true } })], []],
  ],
  TOKEN_BRUTEFORCE: [
    [
      'in its namespace',
      [...given('r', ['get secrets'], 'default'), ...given('s', ['get pods'], 'ops', 'ops')],
      [`${set('r')}>r`],
    ],
    [
      'everywhere',
      [...given('r', ['get secrets']), ...given('s', ['get pods'], 'ops', 'ops')],
      [`${set('r')}>r`, `${set('r')}>s`],
    ],
    ['list is another', given('r', ['list secrets']), []],
    ['one secret', given('r', ['get secrets db'], 'default'), []],
  ],
  TOKEN_LIST: [
    [
      'in its namespace',
      [...given('r', ['list secrets'], 'default'), ...given('s', ['get pods'], 'ops', 'ops')],
      [`${set('r')}>r`],
    ],
    ['every group', given('r', ['list *:secrets']), [`${set('r')}>r`]],
    ['get is another', given('r', ['get secrets']), []],
    ['config maps', given('r', ['list configmaps']), []],
  ],
  TOKEN_STEAL: [
    ['projected', [...given('r', ['get pods']), pod('a', { account: 'r' })], ['token>r']],
    ['not mounted', [...given('r', ['get pods']), pod('a', { account: 'r', token: false })], []],
    ['no rights', [pod('a')], []],
  ],
  VOLUME_ACCESS: [
    ['both kinds', [...given('r', ['get pods']), pod('a', { account: 'r', paths: ['/srv'] })], ['one>token', 'one>v0']],
    ['of its pods', [pod('a', { paths: ['/srv'], token: false, node: 'two' }), ...idle], ['two>v0']],
    ['none', idle, []],
  ],
  VOLUME_DISCOVER: [
    ['both kinds', [...given('r', ['get pods']), pod('a', { account: 'r', paths: ['/srv:ro'] })], ['a>token', 'a>v0']],
    [
      'an empty directory',
      [
        pod('a', {
          token: false,
          pod: { volumes: [{ name: 'v', emptyDir: {} }] },
          container: { volumeMounts: [{ name: 'v', mountPath: '/v' }] },
        }),
      ],
      [],
    ],
    ['not mounted', [pod('a', { token: false, paths: ['/srv'], container: { volumeMounts: [] } })], []],
  ],
};

for (const [type, cases] of Object.entries(CASES)) {
  describe(type, () => {
    it.each(cases)('%s', (_, objects, expected) => {
      const view = viewOf(graphOf(objects));

      const named = new Map(view.nodes.map(({ id, name }) => [id, name]));
      const found = view.edges.filter((edge) => edge.type === type);
      const lines = found.map(({ src, dst }) => `${named.get(src)}>${named.get(dst)}`);
      expect(lines.toSorted()).toEqual(expected.toSorted());
    });
  });
}

it('a pod that asks for nothing leads nowhere', () => {
  const { edges } = viewOf(
    graphOf([...nodes, pod('control'), pod('net', secure(gets('NET_ADMIN'), { hostNetwork: true }))]),
  );

  expect(edges.filter(({ src }) => src.startsWith('container/'))).toEqual([]);
});
