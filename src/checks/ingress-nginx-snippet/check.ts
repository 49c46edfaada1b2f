import { defineCheck } from '../../model/check.ts';
import { snippetsOf } from '../../network/nginx.ts';

export default defineCheck({
  id: 'ingress-nginx-snippet',
  title: 'Ingress injects nginx configuration',
  severity: 'high',
  category: 'network',
  profile: 'recommended',
  why: 'Whoever may write such an Ingress writes the configuration of the shared controller, and can read its service account token and with it every secret that it may see (CVE-2021-25742).',
  remedy:
    'Use the annotation or route feature made for the purpose, and set `allow-snippet-annotations: "false"` on the controller.',
  references: ['https://github.com/kubernetes/ingress-nginx/issues/7837'],
  types: ['Ingress'],
  find: (resource) => snippetsOf(resource).map(({ key, path }) => ({ path, message: `the annotation ${key} is set` })),
});
