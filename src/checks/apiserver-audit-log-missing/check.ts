import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeSet, where } from '../../kubernetes/component/flag-rules.ts';
import { flagOf } from '../../kubernetes/component/types.ts';

export default flagCheck({
  id: 'apiserver-audit-log-missing',
  title: 'API server keeps no audit log',
  severity: 'medium',
  profile: 'recommended',
  why: 'Without an audit backend nobody can tell afterwards who read a secret, changed a role or ran a command in a pod.',
  remedy: 'Set --audit-log-path (or --audit-webhook-config-file) together with an audit policy.',
  references: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/'],
  covers: [
    'apiserver-audit-log-maxage-low',
    'apiserver-audit-log-maxbackup-low',
    'apiserver-audit-log-maxsize-low',
    'apiserver-audit-policy-missing',
  ],
  component: 'kube-apiserver',
  rule: where((component) => !flagOf(component, 'audit-webhook-config-file'), mustBeSet('audit-log-path')),
});
