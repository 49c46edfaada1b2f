import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NodeEvidence } from '../../src/host/evidence.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';
import { collectNode } from '../../src/sources/node/collect.ts';
import { certificate } from './certificate.ts';
import { fakeRoot, type FakeNode } from './fake-root.ts';

const KUBELET = ['/usr/bin/kubelet', '--config=/var/lib/kubelet/config.yaml'];
const NOW = '2026-11-21T12:00:00.000Z';

function collect(node: FakeNode): Promise<NodeEvidence> {
  return collectNode({ root: fakeRoot(node), now: NOW });
}

function whyUnread({ unread }: NodeEvidence, what: string): string | undefined {
  return unread.find((entry) => entry.what === what)?.reason;
}

describe('secrets', () => {
  it('of command lines, configuration and kubeconfigs stay on the node', async () => {
    const { pem, key } = await certificate({ name: 'client', notAfter: '2030-01-01T00:00:00Z' });
    const base64 = (text: string) => Buffer.from(text).toString('base64');

    const evidence = await collect({
      files: {
        '/var/lib/kubelet/config.yaml':
          'kind: KubeletConfiguration\nstaticPodURLHeader: {Authorization: [secret-one]}\n',
        '/etc/kubernetes/enc.yaml':
          'kind: EncryptionConfiguration\napiVersion: apiserver.config.k8s.io/v1\nresources:\n- resources: [secrets]\n  providers: [{aescbc: {keys: [{name: key1, secret: secret-two}]}}]\n',
        '/etc/kubernetes/kubelet.conf': `users:\n- name: node\n  user: {client-key-data: ${base64(key)}, client-certificate-data: ${base64(pem)}, token: secret-three}\n`,
        '/var/lib/kubelet/pki/kubelet-client-current.pem': `${pem}${key}`,
        '/etc/rancher/k3s/config.yaml':
          'agent-token: secret-four\ndatastore-endpoint: postgres://root:se@secret-five@db:5432\nagent-token-file: /x\nvpn-auth: name=tailscale,joinKey=secret-ten\nnumber: {password: 90125}\n',
      },
      processes: [
        [...KUBELET, '--kubeconfig=/etc/kubernetes/kubelet.conf', '--manifest-url-header=a:secret-six'],
        ['/usr/local/bin/k3s', 'agent', '--token', 'secret-seven', '--etcd-s3-secret-key=secret-eight'],
        [
          'kube-apiserver',
          '--encryption-provider-config=/etc/kubernetes/enc.yaml',
          '--etcd-servers=https://u:secret-nine@e',
        ],
      ],
    });

    const text = JSON.stringify(evidence);
    expect(text).not.toMatch(/secret-(one|two|three|four|five|six|seven|eight|nine|ten)|90125/);
    expect(text).not.toContain(key.slice(40, 80));
    expect(text).not.toContain('never-read-environment');
    expect(evidence.kubeconfigs[0]?.users).toEqual([{ name: 'node', embedded: ['client-key', 'token'], files: [] }]);
    expect(evidence.certificates.map(({ path, subject }) => [path, subject])).toEqual([
      ['/etc/kubernetes/kubelet.conf', 'CN=client'],
      ['/var/lib/kubelet/pki/kubelet-client-current.pem', 'CN=client'],
    ]);
  });

  it('of the environment stay on the node, where etcd has flags by name alone', async () => {
    const { processes } = await collect({ files: {}, processes: [['etcd', '--name=a'], ['kubelet']] });

    expect(processes).toEqual([
      { name: 'etcd', args: ['etcd', '--name=a'], environment: ['ETCD_NAME'] },
      { name: 'kubelet', args: ['kubelet'] },
    ]);
  });

  it('leave what is no secret', async () => {
    const args = [
      '--token-auth-file=/a',
      '--authentication-token-webhook=true',
      '--tls-private-key-file=/b',
      '--pod-infra-container-image=registry:5000/pause:3.10@sha256:ab',
      '--authentication-token-webhook-cache-ttl',
      '2m',
    ];

    const { processes } = await collect({ files: {}, processes: [['kube-apiserver', ...args]] });

    expect(processes[0]?.args.slice(1)).toEqual(args);
  });

  it('are looked for to the end of a command line that is all at signs', { timeout: 60_000 }, async () => {
    const long = ['a:b@', 'a:', '@', ':'].map((piece) => `--x=${piece.repeat(50_000 / piece.length)}`);

    const { processes } = await collect({ files: {}, processes: [['kubelet', ...long]] });

    expect(processes[0]?.args).toHaveLength(5);
  });
});

describe('certificates', () => {
  it('are told with their dates, names and strength', async () => {
    const { pem } = await certificate({ name: 'old', notAfter: '2026-12-01T00:00:00Z', bits: 1024, hash: 'SHA-1' });

    const { certificates } = await collect({ files: { '/etc/kubernetes/pki/old.crt': pem } });

    expect(certificates).toEqual([
      {
        role: 'pki-certificate',
        path: '/etc/kubernetes/pki/old.crt',
        subject: 'CN=old',
        issuer: 'CN=old',
        names: ['DNS:old.example'],
        ca: false,
        notBefore: '2025-01-01T00:00:00.000Z',
        notAfter: '2026-12-01T00:00:00.000Z',
        key: { algorithm: 'rsa', bits: 1024 },
        signature: 'sha1WithRSAEncryption',
      },
    ]);
  });

  it('that the kubelet rotated away are passed over', async () => {
    const old = await certificate({ name: 'old', notAfter: '2026-01-01T00:00:00Z' });
    const current = await certificate({ name: 'current', notAfter: '2027-01-01T00:00:00Z' });

    const { certificates, files } = await collect({
      files: {
        '/var/lib/kubelet/pki/kubelet-client-2025-01-01-00-00-00.pem': old.pem,
        '/var/lib/kubelet/pki/kubelet-client-2026-01-01-00-00-00.pem': current.pem,
        '/var/lib/kubelet/pki/kubelet-client-current.pem': {
          link: '/var/lib/kubelet/pki/kubelet-client-2026-01-01-00-00-00.pem',
        },
      },
    });

    expect(certificates.map(({ subject }) => subject)).toEqual(['CN=current']);
    expect(files.filter(({ role }) => role === 'kubelet-key').map(({ path }) => path.split('/').at(-1))).toEqual([
      'kubelet-client-2025-01-01-00-00-00.pem',
      'kubelet-client-current.pem',
    ]);
  });

  it('that are broken are unread, and the others of the file are not', async () => {
    const { pem } = await certificate({ name: 'good', notAfter: '2030-01-01T00:00:00Z' });
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

    const evidence = await collect({ files: { '/etc/kubernetes/pki/both.crt': broken + pem } });

    expect(evidence.certificates.map(({ subject }) => subject)).toEqual(['CN=good']);
    expect(whyUnread(evidence, 'a certificate in /etc/kubernetes/pki/both.crt')).toBeDefined();
  });
});

describe('the configuration of the kubelet', () => {
  it('is read with its drop-ins, in the order of their names', async () => {
    const { configurations } = await collect({
      files: {
        '/var/lib/kubelet/config.yaml': 'readOnlyPort: 1\n',
        '/etc/kubelet.d/20.conf': 'readOnlyPort: 3\n',
        '/etc/kubelet.d/10.conf': 'readOnlyPort: 2\n',
        '/etc/kubelet.d/30.yaml': 'readOnlyPort: 4\n',
      },
      processes: [[...KUBELET, '--config-dir=/etc/kubelet.d']],
    });

    expect(configurations.map(({ role, document }) => [role, document])).toEqual([
      ['config', { readOnlyPort: 1 }],
      ['drop-in', { readOnlyPort: 2 }],
      ['drop-in', { readOnlyPort: 3 }],
    ]);
  });

  it('of kube-proxy is found in the container where it is mounted', async () => {
    const { configurations } = await collect({
      files: { '/proc/100/root/var/lib/kube-proxy/config.conf': 'metricsBindAddress: 0.0.0.0\n' },
      processes: [['kube-proxy', '--config=/var/lib/kube-proxy/config.conf']],
    });

    expect(configurations[0]?.document).toEqual({ metricsBindAddress: '0.0.0.0' });
  });

  it('that is named and not there is unread', async () => {
    const evidence = await collect({ files: {}, processes: [KUBELET] });

    expect(whyUnread(evidence, '/var/lib/kubelet/config.yaml')).toBe('kubelet names it, but it is not there');
  });
});

it('a kubelet within a container of the node is not the kubelet of the node', async () => {
  const { processes } = await collect({
    files: { '/proc/100/status': 'Name:\tkubelet\nNSpid:\t100\t7\n', '/proc/101/status': 'NSpid:\t101\n' },
    processes: [
      ['kubelet', '--inner'],
      ['kubelet', '--outer'],
    ],
  });

  expect(processes).toEqual([{ name: 'kubelet', args: ['kubelet', '--outer'] }]);
});

describe('a node that misbehaves', () => {
  it('leads to no file outside of its root', async () => {
    const root = fakeRoot({ files: { '/etc/shadow-of-node': 'readOnlyPort: 7\n' }, processes: [KUBELET] });
    mkdirSync(join(root, 'var/lib/kubelet'), { recursive: true });
    symlinkSync('../../../../../../../../../../../../etc/shadow-of-node', join(root, 'var/lib/kubelet/config.yaml'));

    const { configurations } = await collectNode({ root, now: NOW });

    expect(configurations[0]?.document).toEqual({ readOnlyPort: 7 });
  });

  it.each([
    ['a link that turns in a circle', { link: 'config.yaml' }, 'its links turn in a circle'],
    ['a folder', null, 'it is not a regular file'],
    ['a file of a size that no configuration has', ' '.repeat(2 ** 20 + 1), 'it has more than 1048576 bytes'],
    ['a file that is no configuration', '[1, 2]', 'it holds no YAML or JSON object'],
    ['a file of bad YAML', 'a: [b: {', 'it holds no YAML or JSON object'],
  ])('is answered by a reason: %s', async (_what, file, reason) => {
    const evidence = await collect({ files: { '/var/lib/kubelet/config.yaml': file }, processes: [KUBELET] });

    expect(whyUnread(evidence, '/var/lib/kubelet/config.yaml')).toBe(reason);
  });

  it('does not hang on a pipe', async () => {
    const root = fakeRoot({ files: { '/var/lib/kubelet/x': '' }, processes: [KUBELET] });
    execFileSync('mkfifo', [join(root, 'var/lib/kubelet/config.yaml')]);

    const evidence = await collectNode({ root, now: NOW });

    expect(whyUnread(evidence, '/var/lib/kubelet/config.yaml')).toBe('it is not a regular file');
  });

  it('ends with very many files, deep folders and a bundle of many certificates', async () => {
    const { pem } = await certificate({ name: 'one', notAfter: '2030-01-01T00:00:00Z' });
    const root = fakeRoot({ files: { '/etc/kubernetes/pki/bundle.crt': pem.repeat(70) } });
    for (let i = 0; i < 5_100; i++) writeFileSync(join(root, `etc/kubernetes/pki/z${i}.key`), '');
    mkdirSync(join(root, 'etc/kubernetes/pki', ...Array.from({ length: 12 }, () => 'a')), { recursive: true });

    const evidence = await collectNode({ root, now: NOW });

    expect(evidence.files).toHaveLength(5_000);
    expect(whyUnread(evidence, 'further files')).toBe('there are more than 5000');
    expect(evidence.unread.some(({ reason }) => reason === 'it is 8 folders deep')).toBe(true);
    expect(whyUnread(evidence, 'further certificates of /etc/kubernetes/pki/bundle.crt')).toBe('it holds 70');
  });
});

describe('what is not there', () => {
  it('is told of an empty root, which is no node', async () => {
    const root = fakeRoot({ files: {} });

    const evidence = await collectNode({ root: join(root, 'etc'), now: NOW });

    expect(evidence.metadata.name).toBe('');
    expect(evidence.unread.map(({ what }) => what)).toEqual(['/proc', '/proc/sys', '/sys', 'the kubelet']);
  });

  it('becomes a gap of the report when the evidence is scanned', async () => {
    const evidence = await collect({ files: {}, processes: [KUBELET] });

    const { gaps } = readManifestText('node.json', JSON.stringify(evidence, null, 2));

    expect(gaps).toMatchObject([
      {
        code: 'unreadable',
        message:
          '/var/lib/kubelet/config.yaml of node node-1 is not in the evidence: kubelet names it, but it is not there.',
      },
    ]);
  });
});

describe('versions', () => {
  const files = { '/usr/bin/kubelet': { text: '', mode: 0o755 }, '/usr/bin/runc': { text: '', mode: 0o777 } };

  it('are asked of programs that root alone can change', async () => {
    const asked: string[] = [];
    const run = (path: string, args: readonly string[]) => {
      asked.push([path, ...args].join(' '));
      return Promise.resolve('Kubernetes v1.36.2\n');
    };
    const root = fakeRoot({ files });
    const isRoot = process.getuid?.() === 0;

    const evidence = await collectNode({ root, now: NOW, run });

    expect(asked).toEqual(isRoot ? ['/usr/bin/kubelet --version'] : []);
    expect(evidence.versions).toEqual(isRoot ? { kubelet: 'v1.36.2' } : {});
    expect(whyUnread(evidence, 'the version of /usr/bin/runc')).toBe(
      'others than root can change the program, so it is not run',
    );
  });

  it('are missing with a reason where the root is not /, or a program fails', async () => {
    const failing = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOEXEC' }));
    const root = fakeRoot({ files });

    const elsewhere = await collectNode({ root, now: NOW });
    const failed = await collectNode({ root, now: NOW, run: failing });

    expect(whyUnread(elsewhere, 'the version of /usr/bin/kubelet')).toBe('programs are asked only where the root is /');
    expect(whyUnread(failed, 'the version of /usr/bin/kubelet')).toMatch(/could not be run|others than root/);
  });
});

it('this machine can be looked at, whatever it is', async () => {
  const evidence = await collectNode({ root: '/', now: NOW, nodeName: 'here', run: () => Promise.resolve('') });

  expect(evidence).toMatchObject({ kind: 'NodeEvidence', metadata: { name: 'here' }, collected: NOW });
  expect(evidence.host.kernel).toMatch(/^\d/);
});
