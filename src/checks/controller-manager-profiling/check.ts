import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'controller-manager-profiling',
  title: 'Profiling is on in the controller manager',
  severity: 'low',
  profile: 'all',
  why: 'The profiling endpoints show internals of the program and let an authorized caller burden it; in production nobody needs them.',
  remedy: 'Set --profiling=false.',
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  component: 'kube-controller-manager',
  safe: true,
  rule: mustBe('profiling', ['false'], 'true'),
});
