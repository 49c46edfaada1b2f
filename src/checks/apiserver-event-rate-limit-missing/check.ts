import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustInclude } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-event-rate-limit-missing',
  title: 'API server does not limit the rate of events',
  severity: 'low',
  profile: 'all',
  why: 'One misbehaving workload can flood the API server and etcd with events until nothing else gets through.',
  remedy: 'Enable the EventRateLimit admission plugin and give it limits with --admission-control-config-file.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#eventratelimit'],
  component: 'kube-apiserver',
  rule: mustInclude('enable-admission-plugins', 'EventRateLimit', 'the plugin is off by default', false),
});
