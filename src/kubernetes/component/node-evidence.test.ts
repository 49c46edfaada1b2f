import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { toResource } from '../resource.ts';
import { componentsOf } from './components.ts';
import { flagOf, itemsOf } from './types.ts';

function evidence(object: JsonObject): Resource {
  const place = { file: 'x', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const whole = { apiVersion: 'castellan.dev/v1', kind: 'NodeEvidence', ...object };
  return toResource(whole, { file: 'x', editable: false, locate: () => place })!;
}

const kubelet = (args: string[], ...documents: (JsonObject & { role?: string })[]) =>
  componentsOf(
    evidence({
      processes: [{ name: 'kubelet', args: ['/usr/bin/kubelet', ...args] }],
      configurations: documents.map(({ role = 'config', ...document }) => ({ component: 'kubelet', role, document })),
    }),
  )[0]!;

describe('a kubelet of the evidence of a node', () => {
  it('does what its command line says over its file, and the file over the defaults', () => {
    const component = kubelet(['--config=/c', '--read-only-port=0'], { readOnlyPort: 10255, eventRecordQPS: 5 });

    expect(component.form).toBe('config');
    expect(flagOf(component, 'read-only-port')).toMatchObject({ value: '0', path: ['processes', 0, 'args', 2] });
    expect(flagOf(component, 'event-qps')).toMatchObject({
      value: '5',
      path: ['configurations', 0, 'document', 'eventRecordQPS'],
    });
    expect(component.hidden('anonymous-auth')).toBe(false);
  });

  it('takes lists of the command line instead of those of the file', () => {
    const component = kubelet(['--tls-cipher-suites=A'], { tlsCipherSuites: ['B', 'C'] });

    expect(itemsOf(component, 'tls-cipher-suites').map(({ item }) => item)).toEqual(['A']);
  });

  it('reads a later drop-in over an earlier one, and adds up feature gates', () => {
    const component = kubelet(
      ['--feature-gates=C=true'],
      { readOnlyPort: 1, featureGates: { A: true } },
      { role: 'drop-in', readOnlyPort: 2, featureGates: { B: false } },
    );

    expect(flagOf(component, 'read-only-port')?.value).toBe('2');
    expect(itemsOf(component, 'feature-gates').map(({ item }) => item)).toEqual(['A=true', 'B=false', 'C=true']);
  });

  it('is what configz says where there is one, whatever files and flags say', () => {
    const component = kubelet(
      ['--read-only-port=1', '--hostname-override=x'],
      { readOnlyPort: 2 },
      { role: 'configz', readOnlyPort: 3 },
    );

    expect(flagOf(component, 'read-only-port')?.value).toBe('3');
    expect(flagOf(component, 'hostname-override')?.value).toBe('x');
  });

  it('is read from configz alone', () => {
    const [component] = componentsOf(
      evidence({ configurations: [{ component: 'kubelet', role: 'configz', document: { readOnlyPort: 3 } }] }),
    );

    expect(component).toMatchObject({ name: 'kubelet', form: 'config' });
    expect(component!.hidden('anonymous-auth')).toBe(false);
  });

  it('proves nothing by what is missing where its file is not in the evidence', () => {
    const component = kubelet(['--config=/c']);

    expect(component.form).toBe('arguments');
    expect(component.hidden('anonymous-auth')).toBe(true);
  });

  it('has the defaults of the command line where it has no file', () => {
    const component = kubelet(['--kubeconfig=/k']);

    expect(component.form).toBe('arguments');
    expect(component.hidden('anonymous-auth')).toBe(false);
  });

  it('cannot be repaired in the evidence', () => {
    const component = kubelet(['--read-only-port=1'], { anonymousAuth: true });

    expect(component.flags.filter(({ rewrite, drop }) => rewrite ?? drop)).toEqual([]);
    expect(component.slot('anonymous-auth').put).toBeUndefined();
  });
});

it.each([
  [undefined, true, true],
  [[], false, false],
  [['ETCD_CLIENT_CERT_AUTH', 'ETCD_NAME'], true, false],
])('etcd with the variables %j may have set what its flags do not', (environment, auth, peer) => {
  const process = { name: 'etcd', args: ['/usr/bin/etcd', '--name=a'], ...(environment && { environment }) };

  const [etcd] = componentsOf(evidence({ processes: [process] }));

  expect([etcd!.hidden('client-cert-auth'), etcd!.hidden('peer-client-cert-auth')]).toEqual([auth, peer]);
});

it('k3s passes on flags from its command line and its file', () => {
  const components = componentsOf(
    evidence({
      processes: [
        { name: 'k3s-server', args: ['/usr/local/bin/k3s', 'server', '--kube-apiserver-arg=profiling=true'] },
      ],
      configurations: [{ component: 'k3s', role: 'config', document: { 'kubelet-arg': ['read-only-port=1'] } }],
    }),
  );

  expect(components.map(({ name, flags }) => [name, flags.map((flag) => `${flag.name}=${flag.value}`)])).toEqual([
    ['kube-apiserver', ['profiling=true']],
    ['kubelet', ['read-only-port=1']],
  ]);
  expect(components.every((component) => component.hidden('anonymous-auth'))).toBe(true);
});

it.each<JsonObject>([
  { processes: 7, configurations: 'x', versions: [] },
  { processes: [7, { name: 'kubelet' }, { name: [], args: {} }, { name: 'kubelet', args: [7, null] }] },
  {
    processes: [{ name: 'kubelet', args: ['kubelet'] }],
    configurations: [null, { component: 'kubelet', document: [] }],
  },
])('evidence of wrong types says nothing and breaks nothing', (object) => {
  expect(() => componentsOf(evidence(object)).map((component) => component.flags)).not.toThrow();
});
