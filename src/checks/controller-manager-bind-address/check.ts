import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'controller-manager-bind-address',
  title: 'Controller manager listens on every interface',
  severity: 'low',
  profile: 'all',
  why: 'Its health, metrics and profiling endpoints are then open to the network, where one flaw in their protection exposes the most privileged client of the API.',
  remedy: 'Set --bind-address=127.0.0.1.',
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  component: 'kube-controller-manager',
  rule: mustBe('bind-address', ['127.0.0.1', '::1', 'localhost'], '0.0.0.0'),
});
