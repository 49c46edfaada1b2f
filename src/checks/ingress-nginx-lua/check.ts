import { defineCheck } from '../../model/check.ts';
import { snippetsOf } from '../../network/nginx.ts';

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
  find: (resource) =>
    snippetsOf(resource)
      .filter(({ text }) => text.includes('lua_') || text.includes('_by_lua'))
      .map(({ key, path }) => ({ path, message: `the annotation ${key} contains Lua directives` })),
});
