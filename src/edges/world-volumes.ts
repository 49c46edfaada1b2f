import { findEffective } from '../kubernetes/namespaces.ts';
import { hostPathsOf, isWithin, mountsOf, volumesOf } from '../kubernetes/pod-security/volumes.ts';
import type { Workload } from '../kubernetes/workload.ts';
import type { Inventory } from '../model/inventory.ts';
import type { JsonObject, Path } from '../model/json.ts';
import { asList, asObject, asString, at } from '../std/value.ts';
import type { Fact } from './edge.ts';
import type { Vertex } from './vertices.ts';
import type { Pod } from './world-pods.ts';
import type { WorldBase } from './world.ts';

/** A volume of a pod. */
export interface Volume extends Vertex {
  readonly pod: Pod;
  /** Its name in the pod. */
  readonly title: string;
  readonly spec: JsonObject;
  /** Path of its entry, from the object. */
  readonly path: Path;
  /** Directory of the node that it shows, directly or by a claim whose PersistentVolume is known; without a slash at the end. */
  readonly hostPath: string | undefined;
  /** Secrets whose content it holds, projected ones among them. */
  readonly secrets: readonly string[];
  /** Audiences of the tokens of the pod's account that it holds; '' for the API server. */
  readonly tokens: readonly string[];
}

/** A volume as a container sees it. */
export interface Mount {
  readonly volume: Volume;
  readonly readOnly: boolean;
  /** Whether file systems that are mounted below the directory are read-only, too. */
  readonly readOnlyBelow: boolean;
  readonly mountPath: string;
  /** Directory of the node that is seen through it, `subPath` included; undefined where it is no hostPath. */
  readonly hostPath: string | undefined;
  readonly fact: Fact;
}

/** What volumes of alike pods have in common. */
interface VolumeShape {
  readonly title: string;
  readonly spec: JsonObject;
  readonly path: Path;
  readonly directory: string | undefined;
  readonly secrets: readonly string[];
  readonly tokens: readonly string[];
}

/** A mount of a container, and the position of its volume among those of the pod. */
interface MountShape {
  readonly volume: number;
  readonly readOnly: boolean;
  readonly path: Path;
}

/** What pods have in common whose lists of volumes and containers are the same objects: those of one template, mostly. */
export interface PodShape {
  readonly view: Workload;
  readonly volumes: readonly VolumeShape[];
  /** By container. */
  readonly mounts: readonly (readonly MountShape[])[];
}

/** The shape of a pod: that of the pod before, as far as they are alike. */
export function shapeOf(view: Workload, before: PodShape | undefined): PodShape {
  const like = before?.view.path === view.path ? before : undefined;
  const sameVolumes = like !== undefined && like.view.pod['volumes'] === view.pod['volumes'];
  if (sameVolumes && like.view.containers === view.containers) return like;
  const volumes = sameVolumes ? like.volumes : volumeShapes(view);
  const titles = volumes.map(({ title }) => title);
  const closed = volumes.map(({ spec }) => at(spec, 'persistentVolumeClaim', 'readOnly') === true);
  const mounts = view.containers.map((container) =>
    mountsOf(container)
      .map(({ volume, readOnly, path }) => ({ volume: titles.indexOf(volume), readOnly, path }))
      .filter(({ volume }) => volume >= 0)
      .map((mount) => ({ ...mount, readOnly: mount.readOnly || closed[mount.volume]! })),
  );
  return { view, volumes, mounts };
}

function volumeShapes(view: Workload): VolumeShape[] {
  const direct = hostPathsOf(view);
  return volumesOf(view).map((volume) => {
    const { name: title, path, spec } = volume;
    const directory = direct.find((one) => one.volume === volume)?.directory;
    return { title, path, spec, directory, secrets: secretsIn(spec), tokens: tokensIn(spec) };
  });
}

/** Volumes of one name are one. */
export function readVolumes({ inventory, vertices }: WorldBase, pod: Pod, { volumes }: PodShape): Volume[] {
  const made: Volume[] = [];
  for (const shape of volumes) {
    const known = made.find(({ title }) => title === shape.title);
    const hostPath = shape.directory ?? claimedHostPath(inventory, pod, shape.spec);
    made.push(known ?? vertices.join((id) => new PodVolume(id, pod, shape, hostPath)));
  }
  return made;
}

class PodVolume implements Volume {
  readonly id: number;
  readonly kind = 'volume';
  readonly pod: Pod;
  readonly hostPath: string | undefined;
  private readonly shape: VolumeShape;

  constructor(id: number, pod: Pod, shape: VolumeShape, hostPath: string | undefined) {
    this.id = id;
    this.pod = pod;
    this.shape = shape;
    this.hostPath = hostPath;
  }

  get name(): string {
    return `volume/${this.pod.name.slice('pod/'.length)}/${this.shape.title}`;
  }

  get namespace(): string {
    return this.pod.namespace;
  }

  get title(): string {
    return this.shape.title;
  }

  get spec(): JsonObject {
    return this.shape.spec;
  }

  get path(): Path {
    return this.shape.path;
  }

  get secrets(): readonly string[] {
    return this.shape.secrets;
  }

  get tokens(): readonly string[] {
    return this.shape.tokens;
  }
}

const NO_MOUNTS: readonly Mount[] = [];

/** The mounts of the container at a position of the pod. */
export function readMounts({ volumes }: Pod, { mounts }: PodShape, container: number): readonly Mount[] {
  const shapes = mounts[container]!;
  return shapes.length === 0 ? NO_MOUNTS : shapes.map((shape) => new SeenMount(volumes[shape.volume]!, shape));
}

/** There are many of them, and few are asked for more than their volume. */
class SeenMount implements Mount {
  readonly volume: Volume;
  private readonly shape: MountShape;

  constructor(volume: Volume, shape: MountShape) {
    this.volume = volume;
    this.shape = shape;
  }

  get readOnly(): boolean {
    return this.shape.readOnly;
  }

  get mountPath(): string {
    return this.text('mountPath');
  }

  get hostPath(): string | undefined {
    const { hostPath } = this.volume;
    return hostPath === undefined ? undefined : below(hostPath, this.text('subPath') || this.text('subPathExpr'));
  }

  /** Read-only mounts are not recursive unless they ask for it (docs, "Read-only mounts"; KEP-3857). */
  get readOnlyBelow(): boolean {
    return this.readOnly && ['Enabled', 'IfPossible'].includes(this.text('recursiveReadOnly'));
  }

  get fact(): Fact {
    const { hostPath, mountPath, readOnly, shape, volume } = this;
    const what = hostPath === undefined ? volume.title : `${hostPath} of the node`;
    const note = `mounts ${what} at ${mountPath}${readOnly ? ' (read-only)' : ''}`;
    return { resource: volume.pod.resource, path: shape.path, note };
  }

  private text(key: string): string {
    return asString(at(this.volume.pod.resource.object, ...this.shape.path, key)) ?? '';
  }
}

/** Whether a mount shows a directory of the node, or one above it. */
export function shows({ hostPath }: Mount, directory: string): boolean {
  return hostPath !== undefined && (isWithin(directory, hostPath) || hostPath === '/');
}

function below(directory: string, subPath: string): string {
  const parts = subPath.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.length === 0 ? directory : `${directory === '/' ? '' : directory}/${parts.join('/')}`;
}

/** The directory behind a claim, where the PersistentVolume that it is bound to is known. */
function claimedHostPath(inventory: Inventory, pod: Pod, spec: JsonObject): string | undefined {
  const claim = asString(at(spec, 'persistentVolumeClaim', 'claimName'));
  if (claim === undefined) return undefined;
  const object = findEffective(inventory, 'PersistentVolumeClaim', pod.namespace, claim)?.object;
  const name = asString(at(object, 'spec', 'volumeName'));
  const volume = name === undefined ? undefined : inventory.find('PersistentVolume', '', name);
  return asString(at(volume?.object, 'spec', 'hostPath', 'path'))?.replace(/(?<=.)\/+$/, '');
}

const NONE: readonly string[] = [];

function secretsIn(spec: JsonObject): readonly string[] {
  if (!spec['secret'] && !spec['projected'] && !spec['csi']) return NONE;
  const direct = asString(at(spec, 'secret', 'secretName'));
  const projected = asList(at(spec, 'projected', 'sources')).map((source) => asString(at(source, 'secret', 'name')));
  const csi = asString(at(spec, 'csi', 'nodePublishSecretRef', 'name'));
  return [direct, ...projected, csi].filter((name) => name !== undefined);
}

function tokensIn(spec: JsonObject): readonly string[] {
  if (!spec['projected']) return NONE;
  return asList(at(spec, 'projected', 'sources')).flatMap((source) => {
    const token = asObject(source)['serviceAccountToken'];
    return token === undefined || token === null ? [] : [asString(at(token, 'audience')) ?? ''];
  });
}
