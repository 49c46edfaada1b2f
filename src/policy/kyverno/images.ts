import type { Json, JsonObject } from '../../model/json.ts';
import { parseImage } from '../../kubernetes/image.ts';
import { asList, asObject, asString, at } from '../../std/value.ts';

/** An image that an object names. */
export interface FoundImage {
  /** Where `images` has it: `images.containers.web`. */
  readonly list: string;
  readonly key: string;
  readonly parts: ImageParts;
  /** Steps to the text that names it. */
  readonly path: readonly string[];
}

/** An image reference as rules see it. */
export interface ImageParts {
  readonly registry: string;
  readonly path: string;
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly reference: string;
  readonly referenceWithTag: string;
}

/** The value of the variable `images`. */
export function imagesIn(images: readonly FoundImage[]): Json {
  const lists = Map.groupBy(images, ({ list }) => list);
  const entries = lists
    .entries()
    .map(([list, found]) => [list, Object.fromEntries(found.map(({ key, parts }) => [key, { ...parts }]))] as const);
  return Object.fromEntries(entries);
}

/** The images of a pod, or of the pod template of its controllers. */
export function podImages(kind: string, object: JsonObject): FoundImage[] {
  const pod = podPath(kind);
  const spec = asObject(at(object, ...pod));
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
    asList(spec[list]).flatMap((item, i) => {
      const { name, image } = asObject(item);
      const parts = imageParts(asString(image) ?? '');
      if (typeof name !== 'string' || !parts) return [];
      return [{ list, key: name, parts, path: [...pod, list, String(i), 'image'] }];
    }),
  );
}

export function podPath(kind: string): readonly string[] {
  if (kind === 'Pod') return ['spec'];
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template', 'spec'] : ['spec', 'template', 'spec'];
}

export function imageParts(text: string): ImageParts | undefined {
  const image = parseImage(text);
  if (!image) return undefined;
  const path = image.registry === 'docker.io' ? image.repository.replace(/^library\//, '') : image.repository;
  const tag = image.tag ?? (image.digest ? '' : 'latest');
  const base = `${image.registry}/${path}`;
  const withTag = tag === '' ? base : `${base}:${tag}`;
  return {
    registry: image.registry,
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    ...(tag !== '' && { tag }),
    ...(image.digest && { digest: image.digest }),
    reference: image.digest ? `${base}@${image.digest}` : withTag,
    referenceWithTag: withTag,
  };
}
