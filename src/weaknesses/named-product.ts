import { type ImageReference, parseImage } from '../kubernetes/image.ts';
import { covers, packageNamed, type PackageName, type PackageUrl, readPurl } from './purl.ts';
import type { Product } from './statement.ts';

/** An image that a report tells of, as statements name images. */
export interface NamedImage {
  readonly digests: readonly string[];
  readonly names: readonly ImageReference[];
}

/** A product in the parts of its names. */
export interface NamedProduct {
  readonly digests: readonly string[];
  readonly images: readonly ImageReference[];
  readonly packages: readonly PackageName[];
  readonly parts: readonly PackageName[];
}

/** Reads the names of a product once, for all that it is asked about. */
export function readProduct({ ids, digests, parts }: Product): NamedProduct {
  const images = ids.flatMap((id) => imageNamed(id) ?? []);
  const pinned = [...digests, ...images.flatMap(({ digest }) => digest ?? [])];
  return {
    digests: pinned,
    // Where the content is named, an image of that name with other content is another product.
    images: pinned.length > 0 ? [] : images,
    packages: ids.map(packageNamed),
    parts: parts.map(packageNamed),
  };
}

/** Of `pkg:oci/web@sha256:…?repository_url=registry.example.com/web&tag=1.4`, or of a reference as people write it. */
function imageNamed(id: string): ImageReference | undefined {
  const purl = readPurl(id);
  if (!purl) return id.includes('://') ? undefined : parseImage(id);
  if (purl.type !== 'oci' && purl.type !== 'docker') return undefined;
  const place = placeOf(purl);
  if (purl.version.startsWith('sha256:')) return parseImage(`${place ?? ''}@${purl.version}`);
  const tag = purl.qualifiers.get('tag') ?? purl.version;
  return place === undefined ? undefined : parseImage(tag ? `${place}:${tag}` : place);
}

/** `repository_url` is where the image lies for `oci`, and its registry for `docker`. */
function placeOf({ type, name, qualifiers }: PackageUrl): string | undefined {
  const url = qualifiers.get('repository_url');
  if (type === 'oci') return url;
  return url === undefined ? name : `${url}/${name}`;
}

/** Whether a product is the image, the part, or the part in the image. */
export function speaksOf(product: NamedProduct, image: NamedImage, part: PackageName): boolean {
  const { parts, packages } = product;
  if (parts.length === 0) return isImage(product, image) || packages.some((one) => covers(one, part));
  return isImage(product, image) && parts.some((one) => covers(one, part));
}

/** Without a tag it is about every image of the repository. */
function isImage({ digests, images }: NamedProduct, image: NamedImage): boolean {
  if (digests.some((digest) => image.digests.includes(digest))) return true;
  return images.some(({ registry, repository, tag }) =>
    image.names.some(
      (own) =>
        own.registry === registry &&
        own.repository === repository &&
        (tag === undefined || tag === (own.tag ?? 'latest')),
    ),
  );
}

/** What a product is filed by: it speaks of nothing that has none of its keys. */
export function keysOfProduct({ digests, images, packages, parts }: NamedProduct): ReadonlySet<string> {
  return new Set([...digests, ...images.map(repositoryKey), ...(parts.length === 0 ? packages.map(packageKey) : [])]);
}

/** What products that may speak of a part of an image are filed by. */
export function keysOf({ digests, names }: NamedImage, part: PackageName): ReadonlySet<string> {
  return new Set([...digests, ...names.map(repositoryKey), packageKey(part)]);
}

function repositoryKey({ registry, repository }: ImageReference): string {
  return `${registry}/${repository}`;
}

function packageKey({ text, url }: PackageName): string {
  return url ? `${url.type}/${url.name}` : text;
}
