/**
 * An image reference in its parts, as containerd and Docker read it (`distribution/reference`): `nginx` is
 * `docker.io/library/nginx`. The parts are what stands there, valid or not: placeholders of templates survive.
 */
export interface ImageReference {
  /** Host and port, `docker.io` where the reference names none. */
  readonly registry: string;
  /** Path below the registry, `library/nginx`. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** `sha256:…`, whether well-formed or not. */
  readonly digest: string | undefined;
}

export const DEFAULT_REGISTRY = 'docker.io';

/** Splits a reference; undefined for a blank one. */
export function parseImage(reference: string): ImageReference | undefined {
  if (reference.length > LONGEST_KNOWN) return read(reference);
  let image = known.get(reference);
  if (image === undefined) {
    image = read(reference) ?? null;
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(reference, image);
  }
  return image ?? undefined;
}

/** Many rules ask about the same reference. */
const known = new Map<string, ImageReference | null>();
const MOST_KNOWN = 10_000;
const LONGEST_KNOWN = 512;

function read(reference: string): ImageReference | undefined {
  const text = reference.trim();
  if (text === '') return undefined;
  const { rest: named, tail: digest } = cut(text, text.indexOf('@'));
  const colon = named.lastIndexOf(':');
  const { rest: name, tail: tag } = cut(named, colon > named.lastIndexOf('/') ? colon : -1);
  return { ...splitName(name), tag, digest };
}

function cut(text: string, index: number): { rest: string; tail: string | undefined } {
  if (index < 0) return { rest: text, tail: undefined };
  return { rest: text.slice(0, index), tail: text.slice(index + 1) };
}

/** The first part is a registry where it has a dot or a port, has capitals, or is `localhost`. */
function splitName(name: string): { registry: string; repository: string } {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isHost = first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase();
  if (slash >= 0 && isHost) {
    const registry = first === 'index.docker.io' ? DEFAULT_REGISTRY : first;
    return { registry, repository: official(registry, name.slice(slash + 1)) };
  }
  return { registry: DEFAULT_REGISTRY, repository: official(DEFAULT_REGISTRY, name) };
}

function official(registry: string, path: string): string {
  return registry === DEFAULT_REGISTRY && !path.includes('/') ? `library/${path}` : path;
}

/** Hex digits of each algorithm that the OCI image specification registers. */
const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/** Whether a digest pins content: a registered algorithm and all of its hex digits. */
export function isDigest(digest: string): boolean {
  const [algorithm = '', hex = '', ...more] = digest.split(':');
  return more.length === 0 && hex.length === DIGEST_LENGTHS.get(algorithm) && /^[0-9a-f]+$/.test(hex);
}

/** Whether the reference follows a tag that moves: `latest`, or no tag (which means `latest`), and no digest. */
export function followsLatest(image: ImageReference): boolean {
  return image.digest === undefined && (!image.tag || image.tag === 'latest');
}

/** The last part of the repository, `nginx` of `docker.io/library/nginx`. */
export function imageName(image: ImageReference): string {
  return image.repository.slice(image.repository.lastIndexOf('/') + 1);
}
