import type { Path } from '../../model/json.ts';
import { PolicyProblem } from '../problem.ts';
import { matchesWildcard } from '../wildcard.ts';

/** `apps/v1/Deployment/scale` in its parts, each of which may hold wildcards. */
export interface KindSelector {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly subresource: string;
}

const VERSION = /^(?:\*|v[0-9*?][0-9a-z*?]*)$/;

/**
 * `Kind`, `version/Kind`, `group/version/Kind`, each with an optional `/subresource`, and the older `Kind.subresource`. What
 * begins with a version, a star too, names no group. A star for the subresource stands for the object itself as well.
 */
export function readKind(text: string, path: Path): KindSelector {
  const parts = text.split('/').map((part) => part.trim());
  if (parts.some((part) => part === '') || parts.length > 4) {
    throw new PolicyProblem(`"${text}" is no kind: expected group/version/Kind/subresource.`, path);
  }
  const [a = '', b = '', c = '', d = ''] = parts;
  if (parts.length === 1) return dotted(a);
  if (parts.length === 2) return isSubresource(a, b) ? selector('*', '*', a, b) : selector('*', a, b, '');
  if (parts.length === 4) return selector(a, b, c, d);
  return VERSION.test(a) ? selector('*', a, b, c) : selector(a, b, c, '');
}

/** `Pod.status`, the old way to write a subresource. */
function dotted(text: string): KindSelector {
  const dot = text.indexOf('.');
  return dot > 0 ? selector('*', '*', text.slice(0, dot), text.slice(dot + 1)) : selector('*', '*', text, '');
}

function isSubresource(first: string, second: string): boolean {
  if (first === '*' && second === '*') return true;
  return !VERSION.test(first) || (first === '*' && /^[a-z]/.test(second));
}

function selector(group: string, version: string, kind: string, subresource: string): KindSelector {
  return { group, version, kind, subresource };
}

export function matchesKind(
  wanted: KindSelector,
  group: string,
  version: string,
  kind: string,
  subresource: string,
): boolean {
  return (
    matchesWildcard(wanted.kind, kind) &&
    matchesWildcard(wanted.group, group) &&
    matchesWildcard(wanted.version, version) &&
    matchesWildcard(wanted.subresource, subresource)
  );
}

/** Group and version of an `apiVersion`. */
export function splitApiVersion(apiVersion: string): readonly [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}
