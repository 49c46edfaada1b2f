import { strings } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { at } from '../../std/value.ts';

/** Characters that leave the directive an annotation is pasted into; `{}` count in a regular expression of the CN. */
const ANNOTATIONS: readonly (readonly [string, RegExp])[] = [
  ['auth-url', /[\r\n;{}"'#\\]/],
  ['auth-tls-match-cn', /[\r\n;"'#]/],
  ['mirror-target', /[\r\n;{}"'#\\]/],
  ['mirror-host', /[\r\n;{}"'#\\]/],
];

export default defineCheck({
  id: 'ingress-nginx-injection',
  title: 'Ingress annotation breaks out of the nginx configuration',
  severity: 'critical',
  category: 'network',
  profile: 'recommended',
  why: 'Controllers before 1.11.5 and 1.12.1 paste these annotations into their configuration and test it, which runs code as the controller and yields every secret of the cluster (CVE-2025-1974, CVE-2025-24514, CVE-2025-1097, CVE-2025-1098).',
  remedy: 'Remove the characters, find out who wrote the Ingress, and update or replace the controller.',
  references: ['https://kubernetes.io/blog/2025/03/24/ingress-nginx-cve-2025-1974/'],
  types: ['Ingress'],
  *find(resource) {
    const annotations = strings(at(resource.object, 'metadata', 'annotations'));
    for (const [name, pattern] of ANNOTATIONS) {
      const key = `nginx.ingress.kubernetes.io/${name}`;
      const match = pattern.exec(annotations[key] ?? '');
      if (!match) continue;
      yield {
        path: ['metadata', 'annotations', key],
        message: `the annotation ${key} contains ${JSON.stringify(match[0])}`,
      };
    }
  },
});
