import { flagCheck, type FlagRule } from '../../kubernetes/component/flag-check.ts';
import { itemsOf } from '../../kubernetes/component/types.ts';
import type { Parameters } from '../../model/check.ts';

const LOOPBACK = /^http:\/\/(127\.|localhost|\[::1\])/;

const plainHttp: FlagRule<Parameters> = (component) =>
  itemsOf(component, 'listen-client-urls')
    .filter(({ item }) => item.startsWith('http://') && !LOOPBACK.test(item))
    .map(({ item, flag }) => ({ path: flag.path, message: `${flag.title} contains ${item}` }));

export default flagCheck({
  id: 'etcd-plain-http',
  title: 'etcd listens for clients in plain HTTP',
  severity: 'critical',
  profile: 'recommended',
  why: 'A client URL with http that is not loopback serves all state of the cluster unencrypted and, as certificates need TLS, to unauthenticated callers.',
  remedy: 'Use https in --listen-client-urls and keep plain HTTP to 127.0.0.1 (--listen-metrics-urls for metrics).',
  references: [
    'https://etcd.io/docs/v3.6/op-guide/security/',
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
  ],
  component: 'etcd',
  rule: plainHttp,
});
