import { rewriting } from '../cost-rules.ts';
import { overloads, type Library } from '../library.ts';
import { CelObject, Fault, type Value } from '../values.ts';

class Url extends CelObject {
  readonly typeName = 'kubernetes.URL';
  readonly parts: UrlParts;

  constructor(parts: UrlParts) {
    super();
    this.parts = parts;
  }

  override equals(other: Value): boolean {
    return other instanceof Url && show(other.parts) === show(this.parts);
  }
}

interface UrlParts {
  readonly scheme: string;
  readonly user: string;
  /** With its port, and the brackets of IPv6. */
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

const show = ({ scheme, user, host, path, query, fragment }: UrlParts): string =>
  JSON.stringify([scheme, user, host, path, query, fragment]);

// oxlint-disable-next-line no-control-regex -- Go refuses them
const CONTROL = /[\x00-\x1f\x7f]/;
const BAD_ESCAPE = /%(?![0-9a-fA-F]{2})/;
const URL_PARTS = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;
const AUTHORITY = /^\/\/(?:([^/]*)@)?([^/]*)(.*)$/s;
const HOST = /^(?:\[[0-9a-fA-F:.]+(?:%25[^\]]*)?\]|[^[\]:\s<>"^`{|}\\]*)(?::\d*)?$/;

/** An absolute URI or an absolute path, in the parts that Go's url.Parse finds. */
function parse(text: string): Url | undefined {
  const [, scheme = '', rest = '', query = '', fragment = ''] = URL_PARTS.exec(text) ?? [];
  if (CONTROL.test(text) || (scheme === '' && !rest.startsWith('/')) || BAD_ESCAPE.test(fragment)) return undefined;
  const found = hierarchy(rest);
  return found && new Url({ scheme: scheme.toLowerCase(), query, fragment, ...found });
}

function hierarchy(rest: string): Pick<UrlParts, 'user' | 'host' | 'path'> | undefined {
  // behind a scheme and without a slash it is opaque: `mailto:a@b`
  if (!rest.startsWith('/')) return { user: '', host: '', path: '' };
  const [, user = '', host = '', path = rest] = AUTHORITY.exec(rest) ?? [];
  return BAD_ESCAPE.test(path) || !HOST.test(host) ? undefined : { user, host, path };
}

const MOST_SHOWN = 2000;

/** Why the text is no URL, in the words of Go's url.ParseRequestURI. */
function refusal(text: string): Fault {
  const [, scheme = '', rest = ''] = URL_PARTS.exec(text) ?? [];
  const shown = JSON.stringify(text.slice(0, MOST_SHOWN));
  return new Fault(`URL parse error during conversion from string: parse ${shown}: ${reasonOf(text, scheme, rest)}`);
}

function reasonOf(text: string, scheme: string, rest: string): string {
  if (CONTROL.test(text)) return 'net/url: invalid control character in URL';
  if (text === '') return 'empty url';
  if (text.startsWith(':')) return 'missing protocol scheme';
  if (scheme === '' && !rest.startsWith('/')) return 'invalid URI for request';
  const host = AUTHORITY.exec(rest)?.[2] ?? '';
  return hostReason(host) ?? characterReason(text, host);
}

function hostReason(host: string): string | undefined {
  const port = /:[^:\]]*$/.exec(host)?.[0];
  if (port !== undefined && !PORT.test(port)) return `invalid port ${JSON.stringify(port)} after host`;
  return host.startsWith('[') && !host.includes(']') ? "missing ']' in host" : undefined;
}

function characterReason(text: string, host: string): string {
  const escape = /%(?![0-9a-fA-F]{2}).{0,2}/s.exec(text)?.[0];
  if (escape !== undefined) return `invalid URL escape ${JSON.stringify(escape)}`;
  const odd = /[\s<>"^`{|}\\]/.exec(host)?.[0] ?? '';
  return `invalid character ${JSON.stringify(odd)} in host name`;
}

const PORT = /:(\d*)$/;
const VALID_PATH = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:@/[\]]|%[0-9a-fA-F]{2})*$/;

/** The path as it was written where all of it may stand in one; otherwise with what may not escaped. */
function escapedPath({ parts: { path } }: Url): string {
  if (VALID_PATH.test(path)) return path;
  const keep = /[A-Za-z0-9\-_.~$&+,/:;=@%]/;
  return Array.from(path.toWellFormed(), (char) => (keep.test(char) ? char : encodeURIComponent(char))).join('');
}

/** A pair with a semicolon is left out, as in Go. */
function query({ parts }: Url): Record<string, string[]> {
  const found: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  const pairs = parts.query.split('&').filter((pair) => !pair.includes(';') && !BAD_ESCAPE.test(pair));
  for (const [key, value] of new URLSearchParams(pairs.join('&'))) (found[key] ??= []).push(value);
  return found;
}

/** k8s.io/apiserver, cel/library/urls.go */
export const urls: Library = {
  name: 'kubernetes.urls',
  types: ['kubernetes.URL'],
  overloads: [
    ...overloads(
      {
        'url(string): kubernetes.URL': (text: string) => parse(text) ?? refusal(text),
      },
      rewriting,
    ),
    ...overloads({
      'isURL(string): bool': (text: string) => parse(text) !== undefined,
      '<kubernetes.URL>.getScheme(): string': ({ parts }: Url) => parts.scheme,
      '<kubernetes.URL>.getHost(): string': ({ parts }: Url) => parts.host,
      '<kubernetes.URL>.getHostname(): string': ({ parts }: Url) =>
        parts.host.replace(PORT, '').replace(/^\[(.*)\]$/, '$1'),
      '<kubernetes.URL>.getPort(): string': ({ parts }: Url) => PORT.exec(parts.host)?.[1] ?? '',
      '<kubernetes.URL>.getEscapedPath(): string': escapedPath,
      '<kubernetes.URL>.getQuery(): map<string, list<string>>': query,
    }),
  ],
};
