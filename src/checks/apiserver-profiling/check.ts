import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-profiling',
  title: 'Profiling is on in the API server',
  severity: 'low',
  profile: 'all',
  why: 'The profiling endpoints show internals of the program and let an authorized caller burden it; in production nobody needs them.',
  remedy: 'Set --profiling=false.',
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  component: 'kube-apiserver',
  safe: true,
  rule: mustBe('profiling', ['false'], 'true'),
});
