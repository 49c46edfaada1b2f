import { defineCheck } from '../../model/check.ts';
import { snippetsOf } from '../../network/nginx.ts';

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
  find: (resource) =>
    snippetsOf(resource)
      .filter(({ text }) => ALIAS.test(text))
      .map(({ key, path }) => ({ path, message: `the annotation ${key} contains an alias directive` })),
});
