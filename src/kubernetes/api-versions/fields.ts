/** A field, annotation or label of which Kubernetes says that something else should be used. */
export interface DeprecatedName {
  readonly name: string;
  readonly since: number;
  /** The minor that stopped honouring it. */
  readonly removedIn?: number;
  readonly replacement?: string;
  /** Whether the value can be kept under the new name. */
  readonly mechanical: boolean;
}

function names(text: string): ReadonlyMap<string, DeprecatedName> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line) => {
      const [name = '', since, removed, replacement, same] = line.trim().split(' ');
      const entry: DeprecatedName = {
        name,
        since: Number(since),
        removedIn: removed === '-' ? undefined : Number(removed),
        replacement: replacement === '-' ? undefined : replacement,
        mechanical: same === 'same',
      };
      return [name, entry];
    }),
  );
}

/*
 * `name since removed replacement same?`, from the warnings that the API server gives (`pkg/api/<kind>/warnings.go` and
 * `util.go` of 1.36) and "Well-Known Labels, Annotations and Taints". Keys that end in `/` are prefixes.
 */
const ANNOTATIONS = names(`
  seccomp.security.alpha.kubernetes.io/pod 19 27 spec.securityContext.seccompProfile
  container.seccomp.security.alpha.kubernetes.io/ 19 27 securityContext.seccompProfile
  container.apparmor.security.beta.kubernetes.io/ 30 - securityContext.appArmorProfile
  scheduler.alpha.kubernetes.io/critical-pod 13 16 spec.priorityClassName
  security.alpha.kubernetes.io/sysctls 11 11 spec.securityContext.sysctls
  security.alpha.kubernetes.io/unsafe-sysctls 11 11 spec.securityContext.sysctls
  kubernetes.io/ingress.class 18 - spec.ingressClassName
  volume.beta.kubernetes.io/storage-class 8 - spec.storageClassName same
  volume.beta.kubernetes.io/storage-provisioner 23 - volume.kubernetes.io/storage-provisioner same
  volume.beta.kubernetes.io/mount-options 31 - spec.mountOptions
  service.alpha.kubernetes.io/tolerate-unready-endpoints 11 - spec.publishNotReadyAddresses
  service.kubernetes.io/topology-aware-hints 27 - service.kubernetes.io/topology-mode same
  kubernetes.io/enforce-mountable-secrets 32 - -
  storageclass.beta.kubernetes.io/is-default-class 6 - storageclass.kubernetes.io/is-default-class same
`);

const LABELS = names(`
  beta.kubernetes.io/arch 14 - kubernetes.io/arch same
  beta.kubernetes.io/os 14 - kubernetes.io/os same
  beta.kubernetes.io/instance-type 17 - node.kubernetes.io/instance-type same
  failure-domain.beta.kubernetes.io/region 17 - topology.kubernetes.io/region same
  failure-domain.beta.kubernetes.io/zone 17 - topology.kubernetes.io/zone same
  app.kubernetes.io/created-by 9 - -
  scheduler.alpha.kubernetes.io/preferAvoidPods 22 - -
  node-role.kubernetes.io/master 20 25 node-role.kubernetes.io/control-plane same
`);

/** By `type.field`, as the API types are named (`core.v1.PodSpec.serviceAccount`). From the API reference. */
const FIELDS = names(`
  core.v1.PodSpec.serviceAccount 1 - serviceAccountName same
  core.v1.ServiceSpec.loadBalancerIP 24 - -
  core.v1.ServiceSpec.externalIPs 36 - -
  core.v1.Volume.gitRepo 11 36 -
  core.v1.Volume.flexVolume 23 - csi
  core.v1.Volume.glusterfs 25 26 csi
  core.v1.Volume.rbd 28 31 csi
  core.v1.Volume.cephfs 28 31 csi
  core.v1.Volume.awsElasticBlockStore 17 - csi
  core.v1.Volume.azureDisk 19 - csi
  core.v1.Volume.azureFile 21 - csi
  core.v1.Volume.gcePersistentDisk 17 - csi
  core.v1.Volume.cinder 18 - csi
  core.v1.Volume.vsphereVolume 19 - csi
  core.v1.Volume.portworxVolume 25 - csi
  core.v1.Volume.flocker 22 25 -
  core.v1.Volume.quobyte 22 25 -
  core.v1.Volume.storageos 22 25 -
  core.v1.Volume.scaleIO 16 22 -
  core.v1.Volume.photonPersistentDisk 11 16 -
  core.v1.NodeSpec.externalID 11 - -
  core.v1.NodeSpec.configSource 22 24 -
  meta.v1.ObjectMeta.selfLink 16 20 -
  apiextensions.v1.CustomResourceDefinitionSpec.preserveUnknownFields 16 - x-kubernetes-preserve-unknown-fields
`);

/** A deprecated annotation, also by prefix (`container.apparmor.security.beta.kubernetes.io/web`). */
export function deprecatedAnnotation(key: string, minor: number): DeprecatedName | undefined {
  return inForce(ANNOTATIONS.get(key) ?? ANNOTATIONS.get(key.slice(0, key.indexOf('/') + 1)), minor);
}

/** A deprecated label of nodes, in selectors, affinities and topology keys too; also the taint of the same name. */
export function deprecatedLabel(key: string, minor: number): DeprecatedName | undefined {
  return inForce(LABELS.get(key), minor);
}

/** A deprecated field of an API type: `('core.v1.PodSpec', 'serviceAccount', 36)`. */
export function deprecatedField(type: string, field: string, minor: number): DeprecatedName | undefined {
  // A PersistentVolume has the sources of a Volume.
  const holder = type === 'core.v1.PersistentVolumeSpec' ? 'core.v1.Volume' : type;
  const entry = FIELDS.get(`${holder}.${field}`);
  return inForce(entry && { ...entry, name: field }, minor);
}

function inForce(entry: DeprecatedName | undefined, minor: number): DeprecatedName | undefined {
  return entry && minor >= entry.since ? entry : undefined;
}
