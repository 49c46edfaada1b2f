/** An image as AssignImage reads it: `domain/path` and a tag or digest with its sign. */
interface ImageParts {
  readonly domain: string;
  readonly path: string;
  /** `:latest`, `@sha256:...`, or ''. */
  readonly tag: string;
}

export interface ImageChange {
  readonly domain: string | undefined;
  readonly path: string | undefined;
  readonly tag: string | undefined;
}

/** The image with parts of it replaced (Gatekeeper, "Mutation": AssignImage); of no image, '', there are the new parts alone. */
export function changedImage(image: string, change: ImageChange): string {
  const parts = partsOf(image);
  const domain = change.domain ?? parts.domain;
  return `${domain === '' ? '' : `${domain}/`}${change.path ?? parts.path}${change.tag ?? parts.tag}`;
}

/** The first part is a domain where it holds a dot or a port, or is localhost; else the whole is a path. */
function partsOf(image: string): ImageParts {
  const slash = image.indexOf('/');
  const first = slash < 0 ? '' : image.slice(0, slash);
  const domain = isDomain(first) ? first : '';
  const rest = domain === '' ? image : image.slice(slash + 1);
  const at = rest.indexOf('@');
  const colon = rest.lastIndexOf(':', at < 0 ? undefined : at);
  const isTag = colon > rest.lastIndexOf('/', at < 0 ? undefined : at);
  const end = isTag && colon >= 0 ? colon : at < 0 ? rest.length : at;
  return { domain, path: rest.slice(0, end), tag: rest.slice(end) };
}

export function isDomain(text: string): boolean {
  return text === 'localhost' || /[.:]/.test(text);
}
