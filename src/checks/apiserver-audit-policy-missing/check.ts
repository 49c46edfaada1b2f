import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeSet } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-audit-policy-missing',
  title: 'API server has no audit policy',
  severity: 'medium',
  profile: 'recommended',
  why: 'Without a policy file the API server records no events at all, even where a log path is set.',
  remedy:
    'Write an audit policy that covers secrets, access rights and commands in pods, and set --audit-policy-file to it.',
  references: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  component: 'kube-apiserver',
  rule: mustBeSet('audit-policy-file'),
});
