import { strings } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { at } from '../../std/value.ts';

const SNIPPET = /^nginx\..*snippets?$/;

export default defineCheck({
  id: 'ingress-nginx-lua',
  title: 'Ingress runs Lua in the controller',
  severity: 'critical',
  category: 'network',
  profile: 'recommended',
  why: 'Lua in a snippet is code that runs in the controller of all tenants, with its token and the TLS keys of every site (CVE-2021-25742).',
  remedy: 'Remove the snippet, and set `allow-snippet-annotations: "false"` on the controller.',
  references: ['https://github.com/kubernetes/ingress-nginx/issues/7837'],
  types: ['Ingress'],
  covers: ['ingress-nginx-snippet'],
  *find(resource) {
    for (const [key, value] of Object.entries(strings(at(resource.object, 'metadata', 'annotations')))) {
      if (!SNIPPET.test(key) || !/lua_|_by_lua/.test(value)) continue;
      yield { path: ['metadata', 'annotations', key], message: `the annotation ${key} contains Lua directives` };
    }
  },
});
