import { FunctionFailure } from '../error.ts';
import { compileRegexp } from './regexp.ts';

/* The grammar of `github.com/distribution/reference`. */

const COMPONENT = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const HOST = `(?:${COMPONENT}(?:\\.${COMPONENT})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const SEGMENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const TAG = '[\\w][\\w.-]{0,127}';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const REFERENCE = `^(?:(${HOST})/)?(${SEGMENT}(?:/${SEGMENT})*)(?::(${TAG}))?(?:@(${DIGEST}))?$`;

const LONGEST_NAME = 255;
const LONGEST = 1_000;
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** The whole name of an image: registry, path, and digest or tag (`latest` by default). @throws FunctionFailure */
export function normalizeImage(image: string, registry: string): string {
  const full = hasRegistry(image) ? image : `${registry}/${image}`;
  const matcher = compileRegexp(REFERENCE).matcher(full.slice(0, LONGEST));
  if (full.length > LONGEST || !matcher.matches())
    throw new FunctionFailure(`bad image: ${full.slice(0, LONGEST)}: invalid reference format`);
  const [host, path, tag, digest] = [1, 2, 3, 4].map((group) => matcher.group(group) ?? '');
  const name = host ? `${host}/${path}` : path!;
  if (name.length > LONGEST_NAME)
    throw new FunctionFailure(`bad image: a name of more than ${LONGEST_NAME} characters`);
  if (!digest) return `${name}:${tag || 'latest'}`;
  if (!isDigest(digest)) throw new FunctionFailure(`bad image: ${digest} is no digest`);
  return `${name}@${digest}`;
}

/** Whether what stands before the first slash is a host. */
function hasRegistry(image: string): boolean {
  const at = image.indexOf('/');
  const first = image.slice(0, at);
  return at >= 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first);
}

function isDigest(digest: string): boolean {
  const [algorithm = '', hex = ''] = digest.split(':');
  return (
    Object.hasOwn(DIGEST_LENGTHS, algorithm) && hex.length === DIGEST_LENGTHS[algorithm] && /^[0-9a-f]*$/.test(hex)
  );
}
