import { findEffective } from '../kubernetes/namespaces.ts';
import { isWithin } from '../kubernetes/pod-security/volumes.ts';
import type { Inventory } from '../model/inventory.ts';
import type { JsonObject, Path } from '../model/json.ts';
import { asString, at } from '../std/value.ts';
import type { Fact } from './edge.ts';
import type { Vertex } from './vertices.ts';
import type { MountShape, PodShape, VolumeShape } from './volume-shapes.ts';
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

/** Volumes of one name are one. */
export function readVolumes({ inventory, vertices }: WorldBase, pod: Pod, { volumes }: PodShape): Volume[] {
  const made: Volume[] = [];
  for (const shape of volumes) {
    const hostPath = shape.directory ?? claimedHostPath(inventory, pod, shape.claim);
    made.push(named(made, shape.title) ?? vertices.join((id) => new PodVolume(id, pod, shape, hostPath)));
  }
  return made;
}

function named(volumes: readonly Volume[], wanted: string): Volume | undefined {
  for (const volume of volumes) if (volume.title === wanted) return volume;
  return undefined;
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
  const { shapes } = mounts[container]!;
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
function claimedHostPath(inventory: Inventory, pod: Pod, claim: string | undefined): string | undefined {
  if (claim === undefined) return undefined;
  const object = findEffective(inventory, 'PersistentVolumeClaim', pod.namespace, claim)?.object;
  const name = asString(at(object, 'spec', 'volumeName'));
  const volume = name === undefined ? undefined : inventory.find('PersistentVolume', '', name);
  return asString(at(volume?.object, 'spec', 'hostPath', 'path'))?.replace(/(?<=.)\/+$/, '');
}
