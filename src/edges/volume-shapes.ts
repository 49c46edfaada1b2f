import { hostDirectoryOf, mountsOf } from '../kubernetes/pod-security/volumes.ts';
import type { Container, Workload } from '../kubernetes/workload.ts';
import type { JsonObject, Path } from '../model/json.ts';
import { asList, asObject, asString, at, isObject } from '../std/value.ts';

/** What volumes of alike pods have in common. */
export interface VolumeShape {
  readonly title: string;
  readonly spec: JsonObject;
  readonly path: Path;
  readonly directory: string | undefined;
  /** Name of the claim that it takes, and whether that is for reading alone. */
  readonly claim: string | undefined;
  readonly closed: boolean;
  readonly secrets: readonly string[];
  readonly tokens: readonly string[];
}

/** A mount of a container, and the position of its volume among those of the pod. */
export interface MountShape {
  readonly volume: number;
  readonly readOnly: boolean;
  readonly path: Path;
}

/** The mounts of a container that lead to a volume, and how many it has in all. */
interface MountShapes {
  readonly all: number;
  readonly shapes: readonly MountShape[];
}

/** What pods have in common whose volumes and containers are the same objects: those of one template, mostly. */
export interface PodShape {
  readonly view: Workload;
  readonly volumes: readonly VolumeShape[];
  /** By container. */
  readonly mounts: readonly MountShapes[];
}

/** The shape of a pod: that of the pod before, as far as they are alike. */
export function shapeOf(view: Workload, before: PodShape | undefined): PodShape {
  const like = before?.view.path === view.path ? before : undefined;
  const sameVolumes = like !== undefined && like.view.pod['volumes'] === view.pod['volumes'];
  if (sameVolumes && like.view.containers === view.containers) return like;
  const volumes = sameVolumes ? like.volumes : volumeShapes(view, like);
  const titles = volumes.map(({ title }) => title);
  const mounts = view.containers.map((container, i) => {
    const known = like?.view.containers[i] === container ? like.mounts[i]! : undefined;
    return known && stillFit(known, like!.volumes, volumes, titles) ? known : mountShapes(container, volumes, titles);
  });
  return { view, volumes, mounts };
}

/** Whether mounts that were read with other volumes lead to volumes of the same names and positions that are as open. */
function stillFit(
  { all, shapes }: MountShapes,
  before: readonly VolumeShape[],
  now: readonly VolumeShape[],
  titles: readonly string[],
): boolean {
  const fits = ({ volume }: MountShape) =>
    titles.indexOf(before[volume]!.title) === volume && before[volume]!.closed === now[volume]!.closed;
  return shapes.length === all && shapes.every(fits);
}

function mountShapes(container: Container, volumes: readonly VolumeShape[], titles: readonly string[]): MountShapes {
  const mounts = mountsOf(container);
  const shapes = mounts.flatMap(({ volume: name, readOnly, path }): MountShape[] => {
    const volume = titles.indexOf(name);
    return volume < 0 ? [] : [{ volume, readOnly: readOnly || volumes[volume]!.closed, path }];
  });
  return { all: mounts.length, shapes };
}

function volumeShapes(view: Workload, like: PodShape | undefined): VolumeShape[] {
  const shapes: VolumeShape[] = [];
  const entries = asList(view.pod['volumes']);
  for (let i = 0; i < entries.length; i++) {
    const spec = entries[i];
    if (!isObject(spec)) continue;
    const known = like?.volumes[shapes.length];
    const isThere = known?.path.at(-1) === i;
    shapes.push(isThere ? likeVolume(known, spec, i) : volumeShape([...view.path, 'volumes', i], spec, i));
  }
  return shapes;
}

/** What says where the data of a volume comes from, as far as shapes tell of it. */
const SOURCES = ['secret', 'projected', 'csi', 'hostPath', 'persistentVolumeClaim'] as const;

/** Volumes of tokens have a name of their own in each pod, and the rest alike. */
function likeVolume(known: VolumeShape, spec: JsonObject, position: number): VolumeShape {
  if (known.spec === spec) return known;
  if (SOURCES.some((key) => known.spec[key] !== spec[key])) return volumeShape(known.path, spec, position);
  return { ...known, title: titleOf(spec, position), spec };
}

function volumeShape(path: Path, spec: JsonObject, position: number): VolumeShape {
  const claim = asObject(spec['persistentVolumeClaim']);
  return {
    title: titleOf(spec, position),
    spec,
    path,
    directory: hostDirectoryOf(spec),
    claim: asString(claim['claimName']),
    closed: claim['readOnly'] === true,
    secrets: secretsIn(spec),
    tokens: tokensIn(spec),
  };
}

function titleOf(spec: JsonObject, position: number): string {
  return asString(spec['name']) ?? `#${position}`;
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
