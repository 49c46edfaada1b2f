import { supportStatus } from '../../kubernetes/api-versions/releases.ts';
import { imageName, parseImage } from '../../kubernetes/image.ts';
import { containersOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import type { Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asString, at } from '../../std/value.ts';

const VERSION = /^v?1\.(\d{1,3})(?:[.+-]|$)/;

/** Where objects that make or describe clusters say which Kubernetes they mean. */
const PLACES: Readonly<Record<string, readonly Path[]>> = {
  ClusterConfiguration: [['kubernetesVersion']],
  Node: [['status', 'nodeInfo', 'kubeletVersion']],
  'KubeadmControlPlane.controlplane.cluster.x-k8s.io': [['spec', 'version']],
  'AWSManagedControlPlane.controlplane.cluster.x-k8s.io': [['spec', 'version']],
  'AzureManagedControlPlane.infrastructure.cluster.x-k8s.io': [['spec', 'version']],
  'Cluster.cluster.x-k8s.io': [['spec', 'topology', 'version']],
  'MachineDeployment.cluster.x-k8s.io': [['spec', 'template', 'spec', 'version']],
  'ClusterConfig.eksctl.io': [['metadata', 'version']],
  'Cluster.kops.k8s.io': [['spec', 'kubernetesVersion']],
};

const COMPONENTS: ReadonlySet<string> = new Set([
  'kube-apiserver',
  'kube-controller-manager',
  'kube-proxy',
  'kube-scheduler',
  'kubelet',
  'hyperkube',
]);

export default defineCheck({
  id: 'unsupported-kubernetes-version',
  title: 'Kubernetes version gets no security fixes',
  severity: 'high',
  category: 'hygiene',
  profile: 'recommended',
  why: 'Vulnerabilities that are found after the end of support stay open in this version, and they are published with the fix for the others.',
  remedy: 'Upgrade, one minor version at a time, to a supported release.',
  references: ['https://kubernetes.io/releases/patch-releases/', 'https://kubernetes.io/releases/version-skew-policy/'],
  types: ['Pod', 'DaemonSet', 'Deployment', 'StatefulSet', ...Object.keys(PLACES)],
  *find(resource, { today }) {
    for (const { path, version } of versionsIn(resource)) {
      const minor = VERSION.exec(version)?.[1];
      if (minor === undefined) continue;
      const { status, endOfLife } = supportStatus(Number(minor), today);
      if (status !== 'ended') continue;
      const when = endOfLife ? ` on ${endOfLife}` : '';
      yield { path, message: `the support of Kubernetes 1.${minor} ended${when}` };
    }
  },
});

function* versionsIn(resource: Resource): Iterable<{ path: Path; version: string }> {
  for (const path of PLACES[resource.type] ?? []) {
    yield { path, version: asString(at(resource.object, ...path)) ?? '' };
  }
  for (const { path, spec } of containersOf(resource)) {
    const image = parseImage(asString(spec['image']) ?? '');
    if (!image || !COMPONENTS.has(imageName(image).replace(/-(?:amd64|arm64)$/, ''))) continue;
    yield { path: [...path, 'image'], version: image.tag ?? '' };
  }
}
