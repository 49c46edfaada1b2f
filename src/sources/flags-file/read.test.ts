import { describe, expect, it } from 'vitest';
import { componentsOf } from '../../kubernetes/component/components.ts';
import { flagOf } from '../../kubernetes/component/types.ts';
import { readFlagsFile } from './read.ts';

/** Reads a file into lines like `kubelet complete --a=b@3:10`. */
function summary(file: string, text: string): string[] {
  return readFlagsFile(file, text).resources.map((resource) => {
    const flags = componentsOf(resource)
      .flatMap((component) => component.flags)
      .map((flag) => {
        const { line, column } = resource.origin.locate(flag.path);
        return `${flag.name}=${flag.value}@${line}:${column}`;
      });
    return [resource.name, resource.object['complete'] ? 'complete' : 'partial', ...flags].join(' ');
  });
}

/** A unit of the kubelet that puts in two variables, with one more line. */
function unit(more: string): string {
  return `[Service]\nEnvironment="ARGS=--config=/c.yaml" NICE=1\n${more}ExecStart=\nExecStart=/usr/bin/kubelet $ARGS $EXTRA\n`;
}

describe('environment files', () => {
  it('read one component from variables and file names', () => {
    const text =
      '# flags\nKUBE_API_ARGS="--anonymous-auth=false --profiling"\nOTHER=1\nKUBE_ETCD_SERVERS="--etcd-servers=http://e:2379"\n';

    expect(summary('etc/kubernetes/apiserver', text)).toEqual([
      'kube-apiserver partial anonymous-auth=false@2:16 profiling=true@2:39 etcd-servers=http://e:2379@4:20',
    ]);
  });

  it('read the variables of the kubelet in any file, with continued lines', () => {
    const text = "export KUBELET_KUBEADM_ARGS='--node-ip=10.0.0.1 \\\n  --read-only-port 10255'\n";

    expect(summary('x.env', text)).toEqual(['kubelet partial node-ip=10.0.0.1@1:30 read-only-port=10255@2:3']);
  });

  it('read ETCD_ variables as flags', () => {
    const text = 'ETCD_LISTEN_CLIENT_URLS="https://10.0.0.1:2379"\nETCD_CLIENT_CERT_AUTH=true\n';

    expect(summary('etcd.env', text)).toEqual([
      'etcd complete listen-client-urls=https://10.0.0.1:2379@1:26 client-cert-auth=true@2:23',
    ]);
  });
});

describe('systemd units', () => {
  it('read the command with its continued lines', () => {
    const text =
      '[Unit]\nDescription=x\n[Service]\nExecStart=-/usr/bin/kube-apiserver \\\n  --profiling=false \\\n  --insecure-port=8080\n';

    expect(summary('kube-apiserver.service', text)).toEqual([
      'kube-apiserver complete profiling=false@5:3 insecure-port=8080@6:3',
    ]);
  });

  it('put in variables of the unit, and know when others are missing', () => {
    expect(summary('10-kubeadm.conf', unit('EnvironmentFile=-/etc/x\n'))).toEqual([
      'kubelet partial config=/c.yaml@2:19',
    ]);
    expect(summary('10-kubeadm.conf', unit('Environment=EXTRA=--v=2\n'))).toEqual([
      'kubelet complete config=/c.yaml@2:19 v=2@3:19',
    ]);
  });

  it('read drop-ins that only set variables', () => {
    const text = '[Service]\nEnvironment="KUBELET_EXTRA_ARGS=--anonymous-auth=true"\n';

    expect(summary('20-extra.conf', text)).toEqual(['kubelet partial anonymous-auth=true@2:33']);
  });

  it('read arguments that k3s hands on', () => {
    const text =
      "[Service]\nExecStart=/usr/local/bin/k3s server --kube-apiserver-arg=anonymous-auth=true '--kubelet-arg' protect-kernel-defaults=true\n";

    expect(summary('k3s.service', text)).toEqual([
      'kube-apiserver partial anonymous-auth=true@2:37',
      'kubelet partial protect-kernel-defaults=true@2:78',
    ]);
  });
});

describe('other files', () => {
  it('are lists of arguments where they are named after a component', () => {
    expect(summary('args/kube-scheduler', '# managed\n--kubeconfig=/c\n--profiling=false\n')).toEqual([
      'kube-scheduler complete kubeconfig=/c@2:1 profiling=false@3:1',
    ]);
  });

  it.each([
    '',
    '[Service]',
    'A=',
    'ExecStart=/bin/true',
    '\\',
    '"',
    '[Service]\nExecStart=',
    'KUBELET_ARGS="--',
    '--a',
  ])('give nothing and do not fail: %j', (text) => {
    expect(readFlagsFile('some.env', text).gaps).toEqual([]);
  });
});

it('offers changes as replacements of the text', () => {
  const text = 'KUBELET_EXTRA_ARGS="--v=2 --anonymous-auth true"\n';
  const [resource] = readFlagsFile('kubelet', text).resources;
  const component = resource && componentsOf(resource)[0];

  const change = component && flagOf(component, 'anonymous-auth')?.rewrite?.('false').text?.[0];

  expect(change && text.slice(0, change.start) + change.text + text.slice(change.end)).toBe(
    'KUBELET_EXTRA_ARGS="--v=2 --anonymous-auth=false"\n',
  );
});
