import type { ImageReference } from '../../kubernetes/image.ts';

/** Docker Hub, as it is asked. */
const HUB = 'index.docker.io';

const HOST = /^[A-Za-z0-9._:[\]-]+$/;
const REPOSITORY = /^[a-z0-9_./-]{2,255}$/;
const TAG = /^[\w.-]{0,128}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/**
 * A reference as the registry client of Kyverno reads it (go-containerregistry, package name): parts are held to their
 * characters and lengths, Docker Hub is `index.docker.io`. Undefined for what is none.
 */
export function readReference(text: string): ImageReference | undefined {
  const [named = '', digest, ...more] = text.split('@');
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  const tag = tagged ? named.slice(colon + 1) : '';
  const { registry, path } = located(tagged ? named.slice(0, colon) : named);
  const isWhole = HOST.test(registry) && REPOSITORY.test(path) && TAG.test(tag);
  if (!isWhole || more.length > 0 || (digest !== undefined && !DIGEST.test(digest))) return undefined;
  const repository = registry === HUB && !path.includes('/') ? `library/${path}` : path;
  return { registry, repository, tag: tag === '' ? undefined : tag, digest };
}

/** The first part is a registry where it has a dot or a port, or is `localhost`. */
function located(name: string): { readonly registry: string; readonly path: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  if (!/[.:]/.test(first) && first !== 'localhost') return { registry: HUB, path: name };
  return { registry: first === 'docker.io' ? HUB : first, path: name.slice(slash + 1) };
}
