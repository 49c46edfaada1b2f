import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'scheduler-profiling',
  title: 'Profiling is on in the scheduler',
  severity: 'low',
  profile: 'all',
  why: 'The profiling endpoints show internals of the program and let an authorized caller burden it; in production nobody needs them.',
  remedy: 'Set --profiling=false, or enableProfiling: false in the KubeSchedulerConfiguration.',
  references: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/',
    'https://kubernetes.io/docs/reference/config-api/kube-scheduler-config.v1/',
  ],
  component: 'kube-scheduler',
  safe: true,
  rule: mustBe('profiling', ['false'], 'true'),
});
