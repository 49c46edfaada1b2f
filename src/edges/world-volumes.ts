import { findEffective } from '../kubernetes/namespaces.ts';
import { hostPathsOf, isWithin, mountsOf, volumesOf } from '../kubernetes/pod-security/volumes.ts';
import type { Container as ContainerView } from '../kubernetes/workload.ts';
import type { Inventory } from '../model/inventory.ts';
import type { JsonObject, Path } from '../model/json.ts';
import { asList, asObject, asString, at } from '../std/value.ts';
import type { Fact } from './edge.ts';
import type { Vertex, Vertices } from './vertices.ts';
import type { Pod } from './world-pods.ts';

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
  readonly mountPath: string;
  /** Directory of the node that is seen through it, `subPath` included; undefined where it is no hostPath. */
  readonly hostPath: string | undefined;
  readonly fact: Fact;
}

export function readVolumes(inventory: Inventory, vertices: Vertices, pod: Pod): Volume[] {
  const direct = hostPathsOf(pod.view);
  const stem = `volume/${pod.name.slice('pod/'.length)}/`;
  return volumesOf(pod.view).map((volume) => {
    const { name: title, path, spec } = volume;
    const hostPath = direct.find((one) => one.volume === volume)?.directory ?? claimedHostPath(inventory, pod, spec);
    const more = { pod, title, spec, path, hostPath, secrets: secretsIn(spec), tokens: tokensIn(spec) };
    return vertices.make('volume', stem + title, pod.namespace, more);
  });
}

export function readMounts(pod: Pod, container: ContainerView): readonly Mount[] {
  const { volumes } = pod;
  const mounts: Mount[] = [];
  for (const { volume: title, readOnly, path } of mountsOf(container)) {
    const volume = volumes.find((one) => one.title === title);
    if (volume) mounts.push(new SeenMount(volume, path, readOnly));
  }
  return mounts;
}

/** There are many of them, and few are asked for more than their volume. */
class SeenMount implements Mount {
  readonly volume: Volume;
  readonly readOnly: boolean;
  private readonly path: Path;

  constructor(volume: Volume, path: Path, readOnly: boolean) {
    this.volume = volume;
    this.path = path;
    this.readOnly = readOnly;
  }

  get mountPath(): string {
    return this.text('mountPath');
  }

  get hostPath(): string | undefined {
    const { hostPath } = this.volume;
    return hostPath === undefined ? undefined : below(hostPath, this.text('subPath'));
  }

  get fact(): Fact {
    const { hostPath, mountPath, readOnly, path, volume } = this;
    const what = hostPath === undefined ? volume.title : `${hostPath} of the node`;
    const note = `mounts ${what} at ${mountPath}${readOnly ? ' (read-only)' : ''}`;
    return { resource: volume.pod.resource, path, note };
  }

  private text(key: string): string {
    return asString(at(this.volume.pod.resource.object, ...this.path, key)) ?? '';
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
