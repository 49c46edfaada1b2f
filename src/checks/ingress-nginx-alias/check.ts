import { strings } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { at } from '../../std/value.ts';

const SNIPPET = /^nginx\..*snippets?$/;
const ALIAS = /(?:^|[\s;{])alias\s/;

export default defineCheck({
  id: 'ingress-nginx-alias',
  title: 'Ingress serves files of the controller',
  severity: 'critical',
  category: 'network',
  profile: 'recommended',
  why: 'An alias in a snippet publishes files of the controller’s own file system, its service account token among them (CVE-2021-25742).',
  remedy: 'Remove the snippet, and set `allow-snippet-annotations: "false"` on the controller.',
  references: ['https://github.com/kubernetes/ingress-nginx/issues/7837'],
  types: ['Ingress'],
  covers: ['ingress-nginx-snippet'],
  *find(resource) {
    for (const [key, value] of Object.entries(strings(at(resource.object, 'metadata', 'annotations')))) {
      if (!SNIPPET.test(key) || !ALIAS.test(value)) continue;
      yield { path: ['metadata', 'annotations', key], message: `the annotation ${key} contains an alias directive` };
    }
  },
});
