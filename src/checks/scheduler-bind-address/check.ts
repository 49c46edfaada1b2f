import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'scheduler-bind-address',
  title: 'Scheduler listens on every interface',
  severity: 'low',
  profile: 'all',
  why: 'Its health, metrics and profiling endpoints are then open to the network without need: only probes on the same host ask them.',
  remedy: 'Set --bind-address=127.0.0.1.',
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/'],
  component: 'kube-scheduler',
  rule: mustBe('bind-address', ['127.0.0.1', '::1', 'localhost'], '0.0.0.0'),
});
