import { flagCheck, type FlagRule } from '../../kubernetes/component/flag-check.ts';
import { wrongValue } from '../../kubernetes/component/flag-rules.ts';
import { flagOf } from '../../kubernetes/component/types.ts';
import type { Parameters } from '../../model/check.ts';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$|^::1$/;

const exposed: FlagRule<Parameters> = (component) => {
  const flag = flagOf(component, 'metrics-bind-address');
  return flag && flag.value !== '' && !LOOPBACK.test(flag.value) ? [wrongValue(flag, '127.0.0.1:10249')] : [];
};

export default flagCheck({
  id: 'kube-proxy-metrics-exposed',
  title: 'kube-proxy metrics are open to the network',
  severity: 'low',
  profile: 'all',
  why: 'The metrics endpoint has no authentication and tells about services and connections of the cluster; by default it listens on loopback only.',
  remedy:
    'Set metricsBindAddress (--metrics-bind-address) to 127.0.0.1:10249, or restrict the port to the monitoring system.',
  references: [
    'https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/',
  ],
  component: 'kube-proxy',
  rule: exposed,
});
