import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/index.generated.ts';
import { EVIDENCE_SCHEMA } from '../../src/host/evidence-schema.ts';
import type { NodeEvidence } from '../../src/host/evidence.ts';
import { createInventory } from '../../src/model/inventory.ts';
import { runChecks } from '../../src/posture/run.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';
import { collectNode } from '../../src/sources/node/collect.ts';
import { fakeRoot, type FakeNode } from './fake-root.ts';

interface Case extends FakeNode {
  readonly distribution: string;
  /** `role path`, of files that must be found. */
  readonly finds: readonly string[];
  /** Rules over nodes that must speak. */
  readonly rules: readonly string[];
}

const KUBELET = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n';
const KUBECONFIG = 'apiVersion: v1\nkind: Config\nclusters: []\nusers: []\n';
const FLANNEL = '{"name":"cbr0","plugins":[{"type":"flannel"},{"type":"portmap"}]}';
const open = (text: string) => ({ text, mode: 0o644 });
const wide = (text: string) => ({ text, mode: 0o666 });

const CASES: readonly Case[] = [
  {
    distribution: 'kubeadm',
    files: {
      '/etc/kubernetes/manifests/kube-apiserver.yaml': open('kind: Pod\n'),
      '/etc/kubernetes/manifests/etcd.yaml':
        'kind: Pod\nspec:\n  containers: [{name: etcd, image: "registry.k8s.io/etcd:3.6.5-0"}]\n',
      '/etc/kubernetes/admin.conf': open(KUBECONFIG),
      '/etc/kubernetes/super-admin.conf': KUBECONFIG,
      '/etc/kubernetes/kubelet.conf': KUBECONFIG,
      '/etc/kubernetes/pki/ca.key': open('never-read-key'),
      '/etc/systemd/system/kubelet.service.d/10-kubeadm.conf': open('[Service]\n'),
      '/var/lib/kubelet/config.yaml': open(`${KUBELET}readOnlyPort: 10255\n`),
      '/var/lib/etcd/member': null,
      '/etc/cni/net.d/10-flannel.conflist': open(FLANNEL),
    },
    processes: [
      ['/usr/bin/kubelet', '--config=/var/lib/kubelet/config.yaml', '--kubeconfig=/etc/kubernetes/kubelet.conf'],
      ['kube-apiserver', '--profiling=true', '--client-ca-file=/etc/kubernetes/pki/ca.crt'],
      ['etcd', '--data-dir=/var/lib/etcd'],
    ],
    finds: [
      'apiserver-manifest /etc/kubernetes/manifests/kube-apiserver.yaml',
      'etcd-data /var/lib/etcd',
      'kubelet-kubeconfig /etc/kubernetes/kubelet.conf',
      'kubelet-service /etc/systemd/system/kubelet.service.d/10-kubeadm.conf',
      'pki-key /etc/kubernetes/pki/ca.key',
    ],
    rules: [
      'admin-kubeconfig-permissions',
      'apiserver-manifest-permissions',
      'apiserver-profiling',
      'cni-without-network-policy',
      'etcd-data-permissions',
      'kubelet-config-permissions',
      'kubelet-read-only-port',
      'pki-key-permissions',
      'super-admin-kubeconfig-kept',
    ],
  },
  {
    distribution: 'k3s',
    files: {
      '/etc/rancher/k3s/k3s.yaml': open(KUBECONFIG),
      '/etc/rancher/k3s/config.yaml': 'token: never-read-token\nkubelet-arg:\n  - read-only-port=10255\n',
      '/var/lib/rancher/k3s/server/token': open('never-read-token'),
      '/var/lib/rancher/k3s/agent/kubelet.kubeconfig': KUBECONFIG,
      '/var/lib/rancher/k3s/server/tls/server-ca.key': open('never-read-key'),
      '/var/lib/rancher/k3s/agent/etc/cni/net.d/10-flannel.conflist': FLANNEL,
      '/run/k3s/containerd/containerd.sock': wide(''),
    },
    processes: [
      ['/usr/local/bin/k3s server', '--kube-apiserver-arg=anonymous-auth=true', '--token', 'never-read-token'],
    ],
    finds: [
      'admin-kubeconfig /etc/rancher/k3s/k3s.yaml',
      'cluster-token /var/lib/rancher/k3s/server/token',
      'pki-key /var/lib/rancher/k3s/server/tls/server-ca.key',
    ],
    rules: [
      'admin-kubeconfig-permissions',
      'apiserver-anonymous-auth',
      'cluster-token-permissions',
      'kubelet-read-only-port',
      'pki-key-permissions',
      'runtime-socket-permissions',
    ],
  },
  {
    distribution: 'rke2',
    files: {
      '/etc/rancher/rke2/rke2.yaml': KUBECONFIG,
      '/var/lib/rancher/rke2/agent/pod-manifests/kube-apiserver.yaml': open('kind: Pod\n'),
      '/var/lib/rancher/rke2/agent/kubelet.kubeconfig': open(KUBECONFIG),
      '/var/lib/rancher/rke2/server/db/etcd/config': 'x: 1\n',
    },
    processes: [
      ['/usr/local/bin/rke2 server'],
      ['/var/lib/rancher/rke2/data/v1.36.1-rke2r1-abc/bin/kubelet', '--anonymous-auth=true'],
    ],
    finds: [
      'apiserver-manifest /var/lib/rancher/rke2/agent/pod-manifests/kube-apiserver.yaml',
      'etcd-data /var/lib/rancher/rke2/server/db/etcd',
    ],
    rules: ['apiserver-manifest-permissions', 'kubelet-anonymous-auth', 'kubelet-kubeconfig-permissions'],
  },
  {
    distribution: 'eks',
    files: {
      '/etc/eks/release': 'BASE_AMI_ID=ami-1\n',
      '/etc/kubernetes/kubelet/kubelet-config.json': open('{"kind":"KubeletConfiguration","readOnlyPort":10255}'),
      '/var/lib/kubelet/kubeconfig': wide(KUBECONFIG),
      '/etc/cni/net.d/10-aws.conflist': '{"name":"aws-cni","plugins":[{"type":"aws-cni"}]}',
    },
    processes: [
      [
        '/usr/bin/kubelet',
        '--config',
        '/etc/kubernetes/kubelet/kubelet-config.json',
        '--kubeconfig',
        '/var/lib/kubelet/kubeconfig',
      ],
    ],
    finds: [
      'kubelet-config /etc/kubernetes/kubelet/kubelet-config.json',
      'kubelet-kubeconfig /var/lib/kubelet/kubeconfig',
    ],
    rules: ['kubelet-kubeconfig-permissions', 'kubelet-read-only-port'],
  },
  {
    distribution: 'gke',
    files: {
      '/home/kubernetes/kubelet-config.yaml': wide(KUBELET),
      '/var/lib/kubelet/kubeconfig': open(KUBECONFIG),
      '/var/lib/kube-proxy/kubeconfig': wide(KUBECONFIG),
    },
    processes: [['/home/kubernetes/bin/kubelet', '--config=/home/kubernetes/kubelet-config.yaml']],
    finds: ['kube-proxy-kubeconfig /var/lib/kube-proxy/kubeconfig'],
    rules: ['kube-proxy-kubeconfig-permissions', 'kubelet-config-permissions'],
  },
  {
    distribution: 'aks',
    files: {
      '/etc/kubernetes/azure.json': wide('{}'),
      '/etc/default/kubelet': 'KUBELET_FLAGS=--anonymous-auth=false\n',
      '/etc/kubernetes/certs/ca.crt': open(''),
      '/var/lib/kubelet/kubeconfig': open(KUBECONFIG),
    },
    processes: [
      [
        '/usr/local/bin/kubelet',
        '--anonymous-auth=false',
        '--authorization-mode=AlwaysAllow',
        '--client-ca-file=/etc/kubernetes/certs/ca.crt',
      ],
    ],
    finds: ['kubelet-ca /etc/kubernetes/certs/ca.crt', 'kubelet-environment /etc/default/kubelet'],
    rules: ['azure-json-permissions', 'kubelet-authz-always-allow'],
  },
  {
    distribution: 'openshift',
    files: {
      '/etc/kubernetes/manifests/kube-apiserver-pod.yaml': open('kind: Pod\n'),
      '/etc/kubernetes/kubelet.conf': wide(KUBELET),
      '/etc/kubernetes/kubeconfig': KUBECONFIG,
      '/etc/kubernetes/kubelet-ca.crt': '',
      '/etc/kubernetes/static-pod-resources/kube-scheduler-pod-7/configmaps/scheduler-kubeconfig/kubeconfig':
        open(KUBECONFIG),
      '/etc/kubernetes/static-pod-resources/kube-apiserver-certs/secrets/serving/tls.key': open('never-read-key'),
    },
    processes: [
      ['/usr/bin/kubelet', '--config=/etc/kubernetes/kubelet.conf', '--kubeconfig=/var/lib/kubelet/kubeconfig'],
      ['kube-apiserver', '--openshift-config=/etc/kubernetes/static-pod-resources/configmaps/config/config.yaml'],
    ],
    finds: [
      'apiserver-manifest /etc/kubernetes/manifests/kube-apiserver-pod.yaml',
      'kubelet-config /etc/kubernetes/kubelet.conf',
      'kubelet-kubeconfig /etc/kubernetes/kubeconfig',
      'pki-key /etc/kubernetes/static-pod-resources/kube-apiserver-certs/secrets/serving/tls.key',
    ],
    rules: [
      'apiserver-manifest-permissions',
      'kubelet-config-permissions',
      'pki-key-permissions',
      'scheduler-kubeconfig-permissions',
    ],
  },
  {
    distribution: 'minikube',
    files: {
      '/var/lib/minikube/certs/ca.key': open('never-read-key'),
      '/var/lib/minikube/etcd/member': null,
    },
    processes: [['/var/lib/minikube/binaries/v1.23.1/kubelet']],
    finds: ['etcd-data /var/lib/minikube/etcd', 'pki-key /var/lib/minikube/certs/ca.key'],
    rules: ['etcd-data-permissions', 'pki-key-permissions'],
  },
  {
    distribution: 'kind',
    files: { '/kind/version': 'v0.30.0\n', '/etc/kubernetes/kubelet.conf': open(KUBECONFIG) },
    processes: [['/usr/bin/kubelet', '--kubeconfig=/etc/kubernetes/kubelet.conf']],
    finds: ['kubelet-kubeconfig /etc/kubernetes/kubelet.conf'],
    rules: ['kubelet-kubeconfig-permissions'],
  },
];

const ajv = new Ajv({ strict: true });
addFormats.default(ajv);
const valid = ajv.compile(EVIDENCE_SCHEMA);

describe.each(CASES)('a node of $distribution', (node) => {
  it('is recognized, its files are found, and rules judge them', async () => {
    const evidence = await collect(node);

    expect(evidence.distribution).toBe(node.distribution);
    expect(valid(evidence) ? [] : valid.errors).toEqual([]);
    const found = new Set(evidence.files.map(({ role, path }) => `${role} ${path}`));
    expect(node.finds.filter((entry) => !found.has(entry))).toEqual([]);
    const spoken = rulesOver(evidence);
    expect(node.rules.filter((rule) => !spoken.has(rule))).toEqual([]);
  });

  it('gives the same bytes again, and none of its secrets', async () => {
    const first = JSON.stringify(await collect(node));

    expect(JSON.stringify(await collect(node))).toBe(first);
    expect(first).not.toContain('never-read');
  });
});

it('judges nodes of managed clusters by what their benchmarks demand', async () => {
  const gke = CASES.find(({ distribution }) => distribution === 'gke')!;

  expect(rulesOver(await collect(gke)).has('kubelet-kubeconfig-permissions')).toBe(false);
});

it('takes no flag of OpenShift for missing that stands in its own file', async () => {
  const openshift = CASES.find(({ distribution }) => distribution === 'openshift')!;

  expect([...rulesOver(await collect(openshift))].filter((rule) => rule.startsWith('apiserver-'))).toEqual([
    'apiserver-manifest-permissions',
  ]);
});

it('tells versions of paths and images where no program may be asked', async () => {
  const [kubeadm, , rke2] = CASES;

  expect((await collect(kubeadm!)).versions).toEqual({ etcd: '3.6.5-0' });
  expect((await collect(rke2!)).versions).toEqual({ kubelet: 'v1.36.1-rke2r1-abc' });
});

function collect(node: FakeNode): Promise<NodeEvidence> {
  return collectNode({ root: fakeRoot(node), now: '2026-11-21T12:00:00.000Z' });
}

function rulesOver(evidence: NodeEvidence): Set<string> {
  const { resources } = readManifestText('node.json', JSON.stringify(evidence, null, 2));
  const planned = checks.map((check) => ({ check, parameters: check.parameters ?? {} }));
  const { findings, gaps } = runChecks(createInventory(resources), planned, { minor: 36, today: '2026-11-21' });
  expect(gaps).toEqual([]);
  return new Set(findings.map(({ check }) => check.id).sort());
}
