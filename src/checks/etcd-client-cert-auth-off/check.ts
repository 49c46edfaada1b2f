import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'etcd-client-cert-auth-off',
  title: 'etcd serves clients without a certificate',
  severity: 'critical',
  profile: 'recommended',
  why: 'Whoever reaches the client port reads every secret and writes any object past the API server, which is control of the whole cluster.',
  remedy: 'Set --client-cert-auth=true with --trusted-ca-file, and give the API server a client certificate.',
  references: [
    'https://etcd.io/docs/v3.6/op-guide/security/',
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
  ],
  component: 'etcd',
  rule: mustBe('client-cert-auth', ['true'], 'false'),
});
