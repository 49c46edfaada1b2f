import { strings } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, at } from '../../std/value.ts';

/**
 * Characters that leave the directive a text is pasted into; `{}` count in a regular expression of the CN, `#` in a URL that
 * browsers are sent to.
 */
const ANNOTATIONS: readonly (readonly [string, RegExp])[] = [
  ['auth-method', /[^A-Za-z]/],
  ['auth-proxy-set-headers', /[^\w./-]/],
  ['auth-tls-match-cn', /[\r\n;"'#]/],
  ['auth-url', /[\r\n;{}"'#\\]/],
  ['mirror-host', /[\r\n;{}"'#\\]/],
  ['mirror-target', /[\r\n;{}"'#\\]/],
  ['permanent-redirect', /[\r\n;{}"'\\]/],
  ['rewrite-target', /[\r\n;{}"]/],
];
/** A path may be a regular expression, but spaces stand in none. */
const PATH = /[\s"]/;

interface Pasted {
  readonly what: string;
  readonly text: string;
  readonly pattern: RegExp;
  readonly path: Path;
}

export default defineCheck({
  id: 'ingress-nginx-injection',
  title: 'Ingress breaks out of the nginx configuration',
  severity: 'critical',
  category: 'network',
  profile: 'recommended',
  why: 'Controllers paste these texts into their configuration and test it, which runs code as the controller and yields every secret of the cluster (CVE-2025-1974 up to 1.12.0; CVE-2026-1580, CVE-2026-24512 and CVE-2025-15566 later).',
  remedy: 'Remove the characters, find out who wrote the Ingress, and update or replace the controller.',
  references: [
    'https://kubernetes.io/blog/2025/03/24/ingress-nginx-cve-2025-1974/',
    'https://github.com/kubernetes/kubernetes/issues/136678',
    'https://github.com/kubernetes/kubernetes/issues/136789',
  ],
  types: ['Ingress'],
  find(resource) {
    const found: Violation[] = [];
    for (const { what, text, pattern, path } of [...annotations(resource), ...paths(resource)]) {
      const match = pattern.exec(text);
      if (match) found.push({ path, message: `${what} contains ${JSON.stringify(match[0])}` });
    }
    return found;
  },
});

function annotations({ object }: Resource): Pasted[] {
  const set = strings(at(object, 'metadata', 'annotations'));
  return ANNOTATIONS.flatMap(([name, pattern]) => {
    const key = `nginx.ingress.kubernetes.io/${name}`;
    const text = set[key];
    if (text === undefined) return [];
    return [{ what: `the annotation ${key}`, text: text.trim(), pattern, path: ['metadata', 'annotations', key] }];
  });
}

function paths({ object }: Resource): Pasted[] {
  return asList(at(object, 'spec', 'rules')).flatMap((rule, i) =>
    asList(at(rule, 'http', 'paths')).flatMap((entry, j) => {
      const text = asString(at(entry, 'path'));
      const path = ['spec', 'rules', i, 'http', 'paths', j, 'path'];
      return text === undefined ? [] : [{ what: 'the path', text, pattern: PATH, path }];
    }),
  );
}
