import { rotation } from '../../kubernetes/component/audit-log.ts';
import { flagCheck } from '../../kubernetes/component/flag-check.ts';

export default flagCheck({
  id: 'apiserver-audit-log-maxage-low',
  title: 'Audit log is not kept long enough',
  severity: 'low',
  profile: 'all',
  why: 'An intrusion is often noticed weeks later; by then the audit events that explain it are gone, or nobody ever decided how long to keep them.',
  remedy: 'Set --audit-log-maxage to 30 or what your retention policy asks for.',
  references: [
    'https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
  ],
  parameters: { minimum: 30 },
  component: 'kube-apiserver',
  rule: rotation('audit-log-maxage'),
});
