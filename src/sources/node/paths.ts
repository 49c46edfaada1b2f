import type { Distribution, FileRole } from '../../host/evidence.ts';

/** Where files of a role lie; a segment may hold one `*`. */
export interface PathRow {
  readonly role: FileRole;
  readonly paths: readonly string[];
  /** Only on nodes of these distributions, where others have something else at the path. */
  readonly only?: readonly Distribution[];
  readonly except?: readonly Distribution[];
}

const K3S = '/var/lib/rancher/k3s';
const RKE2 = '/var/lib/rancher/rke2';
const OPENSHIFT = '/etc/kubernetes/static-pod-resources';
const MICROK8S = '/var/snap/microk8s/current';

/** Files of the CIS benchmark's chapters 1.1 and 4.1 (EKS, GKE, AKS: 3.1), by distribution. Command lines name more. */
export const PATHS: readonly PathRow[] = [
  {
    role: 'apiserver-manifest',
    paths: manifests('kube-apiserver'),
  },
  { role: 'controller-manager-manifest', paths: manifests('kube-controller-manager') },
  { role: 'scheduler-manifest', paths: manifests('kube-scheduler') },
  { role: 'etcd-manifest', paths: manifests('etcd') },
  {
    role: 'cni-config',
    paths: [
      '/etc/cni/net.d/*',
      '/etc/kubernetes/cni/net.d/*',
      '/run/multus/cni/net.d/*',
      `${K3S}/agent/etc/cni/net.d/*`,
      `${RKE2}/agent/etc/cni/net.d/*`,
      `${MICROK8S}/args/cni-network/*`,
    ],
  },
  {
    role: 'etcd-data',
    paths: [
      '/var/lib/etcd',
      '/var/lib/minikube/etcd',
      `${K3S}/server/db/etcd`,
      `${RKE2}/server/db/etcd`,
      `${MICROK8S}/var/kubernetes/backend`,
    ],
  },
  {
    role: 'admin-kubeconfig',
    paths: [
      '/etc/kubernetes/admin.conf',
      '/etc/rancher/k3s/k3s.yaml',
      `${K3S}/server/cred/admin.kubeconfig`,
      '/etc/rancher/rke2/rke2.yaml',
      `${RKE2}/server/cred/admin.kubeconfig`,
      `${OPENSHIFT}/kube-apiserver-certs/secrets/node-kubeconfigs/*.kubeconfig`,
      `${MICROK8S}/credentials/client.config`,
      '/root/.kube/config',
    ],
  },
  { role: 'super-admin-kubeconfig', paths: ['/etc/kubernetes/super-admin.conf'] },
  {
    role: 'scheduler-kubeconfig',
    paths: [
      '/etc/kubernetes/scheduler.conf',
      `${K3S}/server/cred/scheduler.kubeconfig`,
      `${RKE2}/server/cred/scheduler.kubeconfig`,
      `${OPENSHIFT}/kube-scheduler-pod-*/configmaps/scheduler-kubeconfig/kubeconfig`,
      `${MICROK8S}/credentials/scheduler.config`,
    ],
  },
  {
    role: 'controller-manager-kubeconfig',
    paths: [
      '/etc/kubernetes/controller-manager.conf',
      `${K3S}/server/cred/controller.kubeconfig`,
      `${RKE2}/server/cred/controller.kubeconfig`,
      `${OPENSHIFT}/kube-controller-manager-pod-*/configmaps/controller-manager-kubeconfig/kubeconfig`,
      `${MICROK8S}/credentials/controller.config`,
    ],
  },
  {
    role: 'encryption-config',
    paths: [`${K3S}/server/cred/encryption-config.json`, `${RKE2}/server/cred/encryption-config.json`],
  },
  {
    role: 'kubelet-service',
    paths: [
      ...units('kubelet'),
      ...units('k3s'),
      ...units('k3s-agent'),
      ...units('rke2-server'),
      ...units('rke2-agent'),
      ...units('snap.microk8s.daemon-kubelite'),
    ],
  },
  {
    role: 'kubelet-environment',
    paths: ['/var/lib/kubelet/kubeadm-flags.env', '/etc/default/kubelet', '/etc/sysconfig/kubelet', '/etc/eks/*.env'],
  },
  {
    role: 'kube-proxy-kubeconfig',
    paths: [
      '/etc/kubernetes/kube-proxy.conf',
      '/etc/kubernetes/proxy.conf',
      '/var/lib/kube-proxy/kubeconfig',
      `${K3S}/agent/kubeproxy.kubeconfig`,
      `${RKE2}/agent/kubeproxy.kubeconfig`,
      `${MICROK8S}/credentials/proxy.config`,
    ],
  },
  { role: 'kubelet-kubeconfig', paths: ['/etc/kubernetes/kubelet.conf'], except: ['openshift'] },
  {
    role: 'kubelet-kubeconfig',
    paths: [
      '/etc/kubernetes/bootstrap-kubelet.conf',
      '/var/lib/kubelet/kubeconfig',
      '/etc/kubernetes/kubeconfig',
      '/etc/kubernetes/kubelet/kubeconfig',
      `${K3S}/agent/kubelet.kubeconfig`,
      `${RKE2}/agent/kubelet.kubeconfig`,
      `${MICROK8S}/credentials/kubelet.config`,
    ],
  },
  { role: 'kubelet-config', paths: ['/etc/kubernetes/kubelet.conf'], only: ['openshift'] },
  {
    role: 'kubelet-config',
    paths: [
      '/var/lib/kubelet/config.yaml',
      '/etc/kubernetes/kubelet/kubelet-config.json',
      '/etc/kubernetes/kubelet/config.json',
      '/etc/kubernetes/kubelet/config.json.d/*',
      '/etc/kubernetes/kubelet.conf.d/*',
      '/home/kubernetes/kubelet-config.yaml',
      '/etc/default/kubeletconfig.json',
      `${K3S}/agent/etc/kubelet.conf.d/*`,
      `${RKE2}/agent/etc/kubelet.conf.d/*`,
      `${MICROK8S}/args/kubelet`,
    ],
  },
  {
    role: 'kubelet-ca',
    paths: [
      '/etc/kubernetes/certs/ca.crt',
      '/etc/kubernetes/kubelet-ca.crt',
      `${K3S}/agent/client-ca.crt`,
      `${RKE2}/agent/client-ca.crt`,
    ],
  },
  { role: 'azure-json', paths: ['/etc/kubernetes/azure.json'] },
  {
    role: 'cluster-token',
    paths: [
      ...tokens(K3S),
      ...tokens(RKE2),
      '/etc/systemd/system/k3s.service.env',
      '/etc/systemd/system/k3s-agent.service.env',
      `${MICROK8S}/credentials/known_tokens.csv`,
    ],
  },
  {
    role: 'distribution-config',
    paths: [
      '/etc/rancher/k3s/config.yaml',
      '/etc/rancher/k3s/config.yaml.d/*',
      '/etc/rancher/rke2/config.yaml',
      '/etc/rancher/rke2/config.yaml.d/*',
    ],
  },
  {
    role: 'runtime-socket',
    paths: ['/run', '/var/run'].flatMap((run) => [
      `${run}/containerd/containerd.sock`,
      `${run}/crio/crio.sock`,
      `${run}/docker.sock`,
      `${run}/cri-dockerd.sock`,
      `${run}/k3s/containerd/containerd.sock`,
    ]),
  },
];

/** Folders of certificates and keys, read with what is below them. */
export const PKI_FOLDERS: readonly string[] = [
  '/etc/kubernetes/pki',
  '/etc/kubernetes/certs',
  '/etc/kubernetes/ssl',
  '/etc/etcd/pki',
  '/etc/srv/kubernetes/pki',
  '/var/lib/kubelet/pki',
  '/var/lib/minikube/certs',
  `${K3S}/server/tls`,
  `${RKE2}/server/tls`,
  `${OPENSHIFT}/*-certs`,
  `${MICROK8S}/certs`,
];

/** What tells a distribution from others; the first row with a path that exists decides. */
export const MARKS: readonly { readonly distribution: Distribution; readonly paths: readonly string[] }[] = [
  { distribution: 'openshift', paths: [OPENSHIFT, '/etc/machine-config-daemon', '/etc/kubernetes/kubelet-ca.crt'] },
  { distribution: 'eks', paths: ['/etc/eks'] },
  { distribution: 'gke', paths: ['/home/kubernetes/kubelet-config.yaml', '/home/kubernetes/bin'] },
  { distribution: 'aks', paths: ['/etc/kubernetes/azure.json', '/etc/kubernetes/certs/kubeletserver.crt'] },
  { distribution: 'rke2', paths: [RKE2, '/etc/rancher/rke2'] },
  { distribution: 'k3s', paths: [K3S, '/etc/rancher/k3s'] },
  { distribution: 'microk8s', paths: [MICROK8S] },
  { distribution: 'minikube', paths: ['/var/lib/minikube'] },
  { distribution: 'kind', paths: ['/kind'] },
  {
    distribution: 'kubeadm',
    paths: ['/var/lib/kubelet/kubeadm-flags.env', '/etc/kubernetes/manifests', '/etc/kubernetes/kubelet.conf'],
  },
];

function manifests(name: string): string[] {
  return [
    `/etc/kubernetes/manifests/${name}.yaml`,
    `/etc/kubernetes/manifests/${name}.yml`,
    `/etc/kubernetes/manifests/${name}.manifest`,
    `/etc/kubernetes/manifests/${name}-pod.yaml`,
    `${RKE2}/agent/pod-manifests/${name}.yaml`,
    `${MICROK8S}/args/${name}`,
  ];
}

function units(name: string): string[] {
  return ['/etc/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system', '/run/systemd/system'].flatMap(
    (folder) => [`${folder}/${name}.service`, `${folder}/${name}.service.d/*.conf`],
  );
}

function tokens(home: string): string[] {
  return ['token', 'node-token', 'agent-token'].map((name) => `${home}/server/${name}`);
}
