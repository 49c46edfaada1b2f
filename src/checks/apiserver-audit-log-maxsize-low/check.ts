import { rotation } from '../../kubernetes/component/audit-log.ts';
import { flagCheck } from '../../kubernetes/component/flag-check.ts';

export default flagCheck({
  id: 'apiserver-audit-log-maxsize-low',
  title: 'Audit log is rotated at a small size',
  severity: 'low',
  profile: 'all',
  why: 'Small files rotate fast, and with a limited number of them the history that they hold is short; an attacker can flush it with noise.',
  remedy: 'Set --audit-log-maxsize to 100 or what your retention policy asks for.',
  references: [
    'https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
  ],
  parameters: { minimum: 100 },
  component: 'kube-apiserver',
  rule: rotation('audit-log-maxsize'),
});
