import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { toResource } from '../resource.ts';
import { componentsOf } from './components.ts';
import { flagOf, itemsOf, type Component } from './types.ts';

function resource(object: JsonObject): Resource {
  const place = { file: 'x', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const found = toResource(object, { file: 'x', editable: false, locate: () => place });
  if (!found) throw new Error('no kind');
  return found;
}

function container(spec: JsonObject): readonly Component[] {
  return componentsOf(resource({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'c', ...spec }] } }));
}

/** `kube-apiserver a=b c=d` */
function summary(components: readonly Component[]): string[] {
  return components.map(({ name, flags }) => [name, ...flags.map((flag) => `${flag.name}=${flag.value}`)].join(' '));
}

describe('containers', () => {
  it.each<[string, Json[], Json[], string]>([
    ['flags with =', ['kube-apiserver', '--a=1', '--b=x=y'], [], 'kube-apiserver a=1 b=x=y'],
    ['flags with a value behind', ['/usr/local/bin/etcd', '--a', '1'], ['--b', '--c', '2'], 'etcd a=1 b=true c=2'],
    ['one dash, underscores', ['etcd', '-client_cert_auth'], [], 'etcd client-cert-auth=true'],
    ['two flags in one string', ['kube-scheduler', '--a=1 --b=2'], [], 'kube-scheduler a=1 b=2'],
    ['a flag and its value in one string', ['kube-scheduler', '--a 1', '--b'], [], 'kube-scheduler a=1 b=true'],
    ['all in one string', ['/bin/kube-scheduler --a=1  --b 2'], ['--c=3'], 'kube-scheduler a=1 b=2 c=3'],
    ['quotes', ['kube-scheduler', '--a="1"', "--b='"], [], "kube-scheduler a=1 b='"],
    ['numbers and booleans', ['kubelet', '--v'], [3, true], 'kubelet v=3'],
    ['hyperkube', ['/hyperkube', 'apiserver', '--a=1'], [], 'kube-apiserver a=1'],
    ['wrappers', ['tini', '-s', '--', 'env', 'A=B', 'kube-proxy'], ['--a=1'], 'kube-proxy a=1'],
    [
      'a shell',
      ['/bin/sh', '-c', "mkdir x && exec kube-apiserver --a='1 2' \\\n --b 2 2>&1 | tee log"],
      [],
      'kube-apiserver a=1 2 b=2',
    ],
    ['a condition', ['sh', '-c', 'if [ -f x ]; then exec etcd --a=1; fi'], [], 'etcd a=1'],
  ])('%s', (_, command, args, expected) => {
    expect(summary(container({ command, args }))).toEqual([expected]);
  });

  it.each<[string, JsonObject]>([
    ['another program', { command: ['kubectl', 'logs', 'kube-apiserver'] }],
    ['flags alone', { image: 'busybox', command: ['--a=1'] }],
    ['nothing', {}],
    ['wrong types', { command: 'kube-apiserver', args: { a: 1 } }],
    ['a tool that talks about one', { command: ['viewer kube-apiserver --a=1'] }],
    ['a shell without a script', { command: ['sh', '-c'] }],
  ])('give no component: %s', (_, spec) => {
    expect(container(spec)).toEqual([]);
  });

  it('are recognised by their image where the command is its entrypoint', () => {
    const found = container({
      image: 'registry.k8s.io/metrics-server/metrics-server:v0.8.0@sha256:0',
      args: ['--kubelet-insecure-tls'],
    });

    expect(summary(found)).toEqual(['metrics-server kubelet-insecure-tls=true']);
  });

  it('are recognised by their image where flags stand as the command', () => {
    const found = container({ image: 'registry.k8s.io/kube-proxy:v1.36.0', command: ['--a=1'] });

    expect(summary(found)).toEqual(['kube-proxy a=1']);
  });

  it('know the version of their image', () => {
    expect(container({ image: 'registry.k8s.io/kube-apiserver:v1.24.3', command: ['kube-apiserver'] })[0]?.minor).toBe(
      24,
    );
  });

  it('of etcd take variables, which flags override', () => {
    const [etcd] = container({
      command: ['etcd', '--auto-tls=false'],
      env: [
        { name: 'ETCD_AUTO_TLS', value: 'true' },
        { name: 'ETCD_NAME', value: 'a' },
        { name: 'HOME', value: '/' },
      ],
    });

    expect(etcd && flagOf(etcd, 'auto-tls')?.value).toBe('false');
    expect(etcd && flagOf(etcd, 'name')?.path).toEqual(['spec', 'containers', 0, 'env', 1, 'value']);
  });

  it('add up repeated list flags, and the last one of the others counts', () => {
    const [apiserver] = container({ command: ['kube-apiserver', '--p=a,b', '--p=c', '--q=1', '--q=2'] });

    expect(apiserver && itemsOf(apiserver, 'p').map(({ item }) => item)).toEqual(['a', 'b', 'c']);
    expect(apiserver && flagOf(apiserver, 'q')?.value).toBe('2');
  });

  it('lists nothing for a flag without a value', () => {
    const [apiserver] = container({ command: ['kube-apiserver', '--p', '--q=,'] });

    expect(apiserver && ['p', 'q'].map((name) => itemsOf(apiserver, name))).toEqual([[], []]);
  });
});

describe('what may be set elsewhere', () => {
  it.each<[string[], string, boolean]>([
    [['kube-apiserver', '--a=1'], 'profiling', false],
    [['kube-apiserver', '--a=1', '$(EXTRA)'], 'profiling', true],
    [['kube-apiserver', '--authorization-config=/f'], 'authorization-mode', true],
    [['kube-apiserver', '--authorization-config=/f'], 'profiling', false],
    [['kubelet', '--config=/f'], 'anonymous-auth', true],
    [['kubelet', '--v=2'], 'anonymous-auth', false],
    [['kubelet'], 'anonymous-auth', false],
    [['etcd', '--config-file=/f'], 'cert-file', true],
  ])('%j: %s %s', (command, flag, hidden) => {
    expect(container({ command })[0]?.hidden(flag)).toBe(hidden);
  });
});

describe('configuration files', () => {
  it('stand for flags', () => {
    const found = componentsOf(
      resource({
        apiVersion: 'kubelet.config.k8s.io/v1beta1',
        kind: 'KubeletConfiguration',
        authentication: { anonymous: { enabled: true } },
        tlsCipherSuites: ['A', 'B'],
        featureGates: { X: true, Y: false },
        readOnlyPort: null,
      }),
    );

    expect(summary(found)).toEqual([
      'kubelet anonymous-auth=true tls-cipher-suites=A,B feature-gates=X=true feature-gates=Y=false',
    ]);
    expect(found[0]?.flags[0]?.rewrite?.('false').edits).toEqual([
      { op: 'set', path: ['authentication', 'anonymous', 'enabled'], value: false },
    ]);
  });

  it('of kubeadm have extra arguments in both of their forms', () => {
    const old = resource({
      apiVersion: 'kubeadm.k8s.io/v1beta3',
      kind: 'ClusterConfiguration',
      apiServer: { extraArgs: { profiling: 'false' } },
    });
    const now = resource({
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'ClusterConfiguration',
      etcd: { external: { endpoints: [] } },
      apiServer: { extraArgs: [{ name: 'profiling', value: 'false' }] },
    });

    expect(summary(componentsOf(old))).toEqual([
      'kube-apiserver profiling=false',
      'kube-controller-manager',
      'kube-scheduler',
      'etcd',
    ]);
    expect(summary(componentsOf(now))).toEqual([
      'kube-apiserver profiling=false',
      'kube-controller-manager',
      'kube-scheduler',
    ]);
    expect(componentsOf(now)[0]?.slot('a').put?.('1').edits).toEqual([
      { op: 'append', path: ['apiServer', 'extraArgs'], value: { name: 'a', value: '1' } },
    ]);
    expect(componentsOf(old)[1]?.slot('a').put?.('1').edits).toEqual([
      { op: 'set', path: ['controllerManager', 'extraArgs', 'a'], value: '1' },
    ]);
  });

  it.each([null, 1, 'x', [], { extraArgs: 1 }, { extraArgs: [1, { name: 1 }] }])(
    'survive wrong types: %j',
    (apiServer) => {
      const found = componentsOf(
        resource({ apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', apiServer }),
      );

      expect(found[0]?.name).toBe('kube-apiserver');
    },
  );
});
