import { imageName, type ImageReference, parseImage } from '../kubernetes/image.ts';
import { containersOf } from '../kubernetes/workload.ts';
import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { rememberLast } from '../std/memo.ts';
import { asObject, asString, at } from '../std/value.ts';

/** A program or release that a resource names, with its version. */
export interface SeenVersion {
  /** As `known.json` calls it; `kubernetes` for a cluster as a whole. */
  readonly component: string;
  /** How people write it: `containerd`, `Ubuntu`. */
  readonly title: string;
  readonly version: string;
  readonly path: Path;
}

/** Where objects that make or describe clusters say which Kubernetes they mean. */
const CLUSTER_VERSIONS: Readonly<Record<string, readonly Path[]>> = {
  ClusterConfiguration: [['kubernetesVersion']],
  'KubeadmControlPlane.controlplane.cluster.x-k8s.io': [['spec', 'version']],
  'AWSManagedControlPlane.controlplane.cluster.x-k8s.io': [['spec', 'version']],
  'AzureManagedControlPlane.infrastructure.cluster.x-k8s.io': [['spec', 'version']],
  'Cluster.cluster.x-k8s.io': [['spec', 'topology', 'version']],
  'MachineDeployment.cluster.x-k8s.io': [['spec', 'template', 'spec', 'version']],
  'ClusterConfig.eksctl.io': [['metadata', 'version']],
  'Cluster.kops.k8s.io': [['spec', 'kubernetesVersion']],
};

/** Types whose objects name versions; with `Pod` and its templates among them. */
export const VERSIONED_TYPES: readonly string[] = [
  'Pod',
  'DaemonSet',
  'Deployment',
  'StatefulSet',
  'Node',
  'NodeEvidence',
  ...Object.keys(CLUSTER_VERSIONS),
];

/** Components of Kubernetes, which are released together. */
export const KUBERNETES_COMPONENTS: ReadonlySet<string> = new Set([
  'kubernetes',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-proxy',
  'kubelet',
  'hyperkube',
]);

/** Ends of image repositories, and the component that the tag is the version of. */
const IMAGES: readonly (readonly [end: string, component: string, title: string])[] = [
  ...[...KUBERNETES_COMPONENTS].map((name) => [name, name, name] as const),
  ['etcd', 'etcd', 'etcd'],
  ['coredns', 'coredns', 'CoreDNS'],
  ['ingress-nginx/controller', 'ingress-nginx', 'ingress-nginx'],
  ['nginx-ingress-controller', 'ingress-nginx', 'ingress-nginx'],
  ['calico/node', 'calico', 'Calico'],
  ['cilium/cilium', 'cilium', 'Cilium'],
  ['istio/pilot', 'istio', 'Istio'],
  ['istio/proxyv2', 'istio', 'Istio'],
  ['cert-manager-controller', 'cert-manager', 'cert-manager'],
  ['argoproj/argocd', 'argo-cd', 'Argo CD'],
  ['kyverno/kyverno', 'kyverno', 'Kyverno'],
  ['csi-secrets-store/driver', 'secrets-store-csi-driver', 'Secrets Store CSI driver'],
  ['azurefile-csi', 'azurefile-csi-driver', 'Azure File CSI driver'],
  ['nfsplugin', 'csi-driver-nfs', 'NFS CSI driver'],
];

const BY_LAST_PART = Map.groupBy(IMAGES, ([end]) => end.slice(end.lastIndexOf('/') + 1));

/** Every version that a resource names, of programs that are known. */
export const versionsIn: (resource: Resource) => readonly SeenVersion[] = rememberLast(readVersions);

function readVersions(resource: Resource): readonly SeenVersion[] {
  if (resource.type === 'Node') return nodeVersions(resource);
  if (resource.type === 'NodeEvidence') return evidenceVersions(resource);
  const paths = CLUSTER_VERSIONS[resource.type];
  if (paths) return paths.flatMap((path) => said('kubernetes', 'Kubernetes', at(resource.object, ...path), path));
  return imageVersions(resource);
}

function said(component: string, title: string, value: unknown, path: Path): SeenVersion[] {
  return typeof value === 'string' && value !== '' ? [{ component, title, version: value, path }] : [];
}

function imageVersions(resource: Resource): SeenVersion[] {
  const seen: SeenVersion[] = [];
  for (const { path, spec } of containersOf(resource)) {
    const image = parseImage(asString(spec['image']) ?? '');
    const known = image?.tag ? componentOf(image) : undefined;
    if (known && image?.tag) seen.push({ ...known, version: image.tag, path: [...path, 'image'] });
  }
  return seen;
}

function componentOf(image: ImageReference): { component: string; title: string } | undefined {
  const name = withoutArchitecture(imageName(image));
  const candidates = BY_LAST_PART.get(name);
  if (!candidates) return undefined;
  const repository = `/${withoutArchitecture(image.repository)}`;
  const match = candidates.find(([end]) => repository.endsWith(`/${end}`));
  return match && { component: match[1], title: match[2] };
}

function withoutArchitecture(name: string): string {
  return name.endsWith('64') ? name.replace(/-(?:amd64|arm64)$/, '') : name;
}

const NODE_INFO = ['status', 'nodeInfo'];

function nodeVersions({ object }: Resource): SeenVersion[] {
  const info = (key: string) => asString(at(object, ...NODE_INFO, key)) ?? '';
  return [
    ...said('kubelet', 'kubelet', info('kubeletVersion'), [...NODE_INFO, 'kubeletVersion']),
    ...said('kube-proxy', 'kube-proxy', info('kubeProxyVersion'), [...NODE_INFO, 'kubeProxyVersion']),
    ...runtime(info('containerRuntimeVersion'), [...NODE_INFO, 'containerRuntimeVersion']),
    ...operatingSystem(info('osImage'), [...NODE_INFO, 'osImage']),
  ];
}

/** `containerd://2.1.4` */
function runtime(text: string, path: Path): SeenVersion[] {
  const [name = '', version] = text.split('://');
  return said(name, name === 'cri-o' ? 'CRI-O' : name, version, path);
}

/** How distributions begin in `PRETTY_NAME` of os-release, and the product that they are. */
const SYSTEMS: readonly (readonly [beginning: string, product: string, title: string])[] = [
  ['Ubuntu ', 'ubuntu', 'Ubuntu'],
  ['Debian GNU/Linux ', 'debian', 'Debian'],
  ['Amazon Linux ', 'amazon-linux', 'Amazon Linux'],
  ['CentOS Linux ', 'centos', 'CentOS Linux'],
  ['Red Hat Enterprise Linux ', 'rhel', 'Red Hat Enterprise Linux'],
];

function operatingSystem(text: string, path: Path): SeenVersion[] {
  const system = SYSTEMS.find(([beginning]) => text.startsWith(beginning));
  if (!system) return [];
  const version = /\d+(?:\.\d+)*/.exec(text.slice(system[0].length, 100))?.[0];
  return said(system[1], system[2], version, path);
}

/** Names by which evidence of a node calls programs, where ours differ. */
const EVIDENCE_NAMES: Readonly<Record<string, string>> = { crio: 'cri-o' };

/** What `castellan node collect` saw. */
function evidenceVersions({ object }: Resource): SeenVersion[] {
  const programs = Object.entries(asObject(object['versions'])).flatMap(([name, version]) => {
    const component = EVIDENCE_NAMES[name] ?? name;
    return said(component, component, version, ['versions', name]);
  });
  const os = ['host', 'os', 'name'];
  return [...programs, ...operatingSystem(asString(at(object, ...os)) ?? '', os)];
}
