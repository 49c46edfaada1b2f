import { namespaceOf } from '../../kubernetes/namespaces.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asObject, asString, at, isObject } from '../../std/value.ts';

/** What the pods of each node need, as `secret shop/db`, `serviceaccount shop/web`, `pv data-1`, `pod shop/web`. */
export type NodeNeeds = ReadonlyMap<string, ReadonlySet<string>>;

const MIRROR = 'kubernetes.io/config.mirror';

/**
 * The graph of the Node authorizer (plugin/pkg/auth/authorizer/node/graph_populator.go) as sets: what each pod names, through
 * claims to the volumes that are bound to them, and what is attached to the node.
 */
export function nodeNeeds(inventory: Inventory): NodeNeeds {
  const needs = new Map<string, Set<string>>();
  const of = (node: string): Set<string> => {
    let set = needs.get(node);
    if (!set) needs.set(node, (set = new Set()));
    return set;
  };
  const volumes = volumesByClaim(inventory);
  for (const pod of inventory.ofType('Pod')) {
    const node = asString(at(pod.object, 'spec', 'nodeName'));
    if (node) for (const need of needsOfPod(pod, volumes)) of(node).add(need);
  }
  for (const { name, object } of inventory.ofType('VolumeAttachment')) {
    const node = asString(at(object, 'spec', 'nodeName'));
    if (node) of(node).add(`volumeattachment ${name}`);
  }
  for (const { name, object } of inventory.ofType('ResourceSlice')) {
    const node = asString(at(object, 'spec', 'nodeName'));
    if (node) of(node).add(`resourceslice ${name}`);
  }
  return needs;
}

/** A mirror pod is a static pod's picture: what it names was never read through the API. */
function needsOfPod(pod: Resource, volumes: ReadonlyMap<string, readonly Resource[]>): string[] {
  const namespace = namespaceOf(pod);
  const self = `pod ${namespace}/${pod.name}`;
  if (at(pod.object, 'metadata', 'annotations', MIRROR) !== undefined) return [self];
  const spec = asObject(pod.object['spec']);
  const named = (kind: string, names: readonly string[]) => names.map((name) => `${kind} ${namespace}/${name}`);
  const claims = claimsOf(pod, spec);
  return [
    self,
    ...named('serviceaccount', [asString(spec['serviceAccountName']) ?? '']),
    ...named('secret', secretsOf(spec)),
    ...named('configmap', configMapsOf(spec)),
    ...named('pvc', claims),
    ...named('resourceclaim', resourceClaimsOf(pod.object)),
    ...claims.flatMap((claim) => (volumes.get(`${namespace}/${claim}`) ?? []).flatMap(needsOfVolume)),
  ].filter((need) => !need.endsWith('/'));
}

function claimsOf({ name: pod }: Resource, spec: JsonObject): string[] {
  return asList(spec['volumes']).flatMap((volume) => {
    if (isObject(at(volume, 'ephemeral'))) return [`${pod}-${asString(at(volume, 'name')) ?? ''}`];
    return strings(at(volume, 'persistentVolumeClaim', 'claimName'));
  });
}

function volumesByClaim(inventory: Inventory): ReadonlyMap<string, readonly Resource[]> {
  return Map.groupBy(inventory.ofType('PersistentVolume'), ({ object }) => {
    const claim = at(object, 'spec', 'claimRef');
    return `${asString(at(claim, 'namespace')) ?? ''}/${asString(at(claim, 'name')) ?? ''}`;
  });
}

const VOLUME_SECRETS = [
  'controllerPublishSecretRef',
  'nodeStageSecretRef',
  'nodePublishSecretRef',
  'controllerExpandSecretRef',
  'nodeExpandSecretRef',
] as const;

/** Secrets of a volume stand in the namespace that the volume names (`VisitPVSecretNames`). */
function needsOfVolume({ name, object }: Resource): string[] {
  const csi = asObject(at(object, 'spec', 'csi'));
  const secrets = VOLUME_SECRETS.flatMap((key) => {
    const [namespace, secret] = [asString(at(csi[key], 'namespace')), asString(at(csi[key], 'name'))];
    return namespace && secret ? [`secret ${namespace}/${secret}`] : [];
  });
  return [`pv ${name}`, ...secrets];
}

/** `VisitPodSecretNames`: for pulling images, in variables, in volumes. */
function secretsOf(spec: JsonObject): string[] {
  return [
    ...asList(spec['imagePullSecrets']).flatMap((entry) => strings(at(entry, 'name'))),
    ...fromContainers(spec, 'secretRef', 'secretKeyRef'),
    ...asList(spec['volumes']).flatMap((volume) => [
      ...strings(at(volume, 'secret', 'secretName')),
      ...strings(at(volume, 'azureFile', 'secretName')),
      ...REFERRING.flatMap((kind) => strings(at(volume, kind, 'secretRef', 'name'))),
      ...strings(at(volume, 'csi', 'nodePublishSecretRef', 'name')),
      ...asList(at(volume, 'projected', 'sources')).flatMap((source) => strings(at(source, 'secret', 'name'))),
    ]),
  ];
}

const REFERRING = ['cephfs', 'cinder', 'flexVolume', 'rbd', 'scaleIO', 'iscsi', 'storageos'] as const;

/** `VisitPodConfigmapNames`. */
function configMapsOf(spec: JsonObject): string[] {
  return [
    ...fromContainers(spec, 'configMapRef', 'configMapKeyRef'),
    ...asList(spec['volumes']).flatMap((volume) => [
      ...strings(at(volume, 'configMap', 'name')),
      ...asList(at(volume, 'projected', 'sources')).flatMap((source) => strings(at(source, 'configMap', 'name'))),
    ]),
  ];
}

function fromContainers(spec: JsonObject, whole: string, key: string): string[] {
  const lists = ['initContainers', 'containers', 'ephemeralContainers'].map((list) => asList(spec[list]));
  return lists
    .flat()
    .flatMap((container) => [
      ...asList(at(container, 'envFrom')).flatMap((entry) => strings(at(entry, whole, 'name'))),
      ...asList(at(container, 'env')).flatMap((entry) => strings(at(entry, 'valueFrom', key, 'name'))),
    ]);
}

function resourceClaimsOf(pod: JsonObject): string[] {
  const made = asList(at(pod, 'status', 'resourceClaimStatuses')).flatMap((one) =>
    strings(at(one, 'resourceClaimName')),
  );
  return [
    ...asList(at(pod, 'spec', 'resourceClaims')).flatMap((one) => strings(at(one, 'resourceClaimName'))),
    ...made,
  ];
}

function strings(value: Json | undefined): string[] {
  const text = asString(value);
  return text ? [text] : [];
}
