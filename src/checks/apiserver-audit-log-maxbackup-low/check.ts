import { rotation } from '../../kubernetes/component/audit-log.ts';
import { flagCheck } from '../../kubernetes/component/flag-check.ts';

export default flagCheck({
  id: 'apiserver-audit-log-maxbackup-low',
  title: 'Too few rotated audit logs are kept',
  severity: 'low',
  profile: 'all',
  why: 'A burst of requests rotates the log until the events of an intrusion fall off its end.',
  remedy: 'Set --audit-log-maxbackup to 10 or what your retention policy asks for.',
  references: [
    'https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
  ],
  parameters: { minimum: 10 },
  component: 'kube-apiserver',
  rule: rotation('audit-log-maxbackup'),
});
