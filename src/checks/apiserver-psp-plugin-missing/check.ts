import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { before, mustInclude } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-psp-plugin-missing',
  title: 'PodSecurityPolicy admission plugin is off',
  severity: 'info',
  profile: 'all',
  why: 'Old benchmarks ask for this plugin. Kubernetes 1.25 removed it in favour of Pod Security Admission, which is on by default, so this rule speaks only for older clusters, where without it anybody who may create pods may create privileged ones.',
  remedy:
    'Upgrade and enforce Pod Security Standards by namespace labels; before 1.25 write policies and enable PodSecurityPolicy.',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-policy/'],
  parameters: { anyVersion: false },
  component: 'kube-apiserver',
  rule: before(25, mustInclude('enable-admission-plugins', 'PodSecurityPolicy', 'the plugin is off by default', false)),
});
