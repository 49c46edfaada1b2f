import { rewriting } from '../cost-rules.ts';
import { overloads, type Library } from '../library.ts';
import { CelObject, Fault, type Value } from '../values.ts';

class Url extends CelObject {
  readonly typeName = 'kubernetes.URL';
  readonly text: string;
  readonly url: URL;

  constructor(text: string, url: URL) {
    super();
    this.text = text;
    this.url = url;
  }

  override equals(other: Value): boolean {
    return other instanceof Url && other.url.href === this.url.href;
  }
}

// oxlint-disable-next-line no-control-regex -- Go refuses them
const CONTROL = /[\x00-\x20\x7f]/;
const BASE = 'relative://none';

/** An absolute URI or an absolute path (Go's url.ParseRequestURI). */
function parse(text: string): Url | undefined {
  const isPath = text.startsWith('/');
  if ((!isPath && !/^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(text)) || CONTROL.test(text) || /%(?![0-9a-fA-F]{2})/.test(text))
    return undefined;
  const url = URL.parse(text, isPath ? BASE : undefined);
  return url ? new Url(text, url) : undefined;
}

const isRelative = ({ url }: Url): boolean => url.href.startsWith(BASE);

function authority({ text }: Url): string {
  return /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(text)?.[1] ?? '';
}

const PORT = /:(\d*)$/;

function query({ url }: Url): Record<string, string[]> {
  const found: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [key, value] of url.searchParams) (found[key] ??= []).push(value);
  return found;
}

/** k8s.io/apiserver, cel/library/urls.go */
export const urls: Library = {
  name: 'kubernetes.urls',
  types: ['kubernetes.URL'],
  overloads: [
    ...overloads(
      {
        'url(string): kubernetes.URL': (text: string) =>
          parse(text) ?? new Fault(`URL parse error during conversion from string: "${text.slice(0, 60)}"`),
      },
      rewriting,
    ),
    ...overloads({
      'isURL(string): bool': (text: string) => parse(text) !== undefined,
      '<kubernetes.URL>.getScheme(): string': (url: Url) => (isRelative(url) ? '' : url.url.protocol.slice(0, -1)),
      '<kubernetes.URL>.getHost(): string': authority,
      '<kubernetes.URL>.getHostname(): string': (url: Url) =>
        authority(url)
          .replace(PORT, '')
          .replace(/^\[(.*)\]$/, '$1'),
      '<kubernetes.URL>.getPort(): string': (url: Url) => PORT.exec(authority(url))?.[1] ?? '',
      '<kubernetes.URL>.getEscapedPath(): string': ({ text }: Url) =>
        /^(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?(?:\/\/[^/?#]*)?([^?#]*)/.exec(text)?.[1] ?? '',
      '<kubernetes.URL>.getQuery(): map<string, list<string>>': query,
    }),
  ],
};
