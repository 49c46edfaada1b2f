import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { before, mustInclude, where } from '../../kubernetes/component/flag-rules.ts';
import { itemsOf } from '../../kubernetes/component/types.ts';

const demand = mustInclude('enable-admission-plugins', 'SecurityContextDeny', 'neither plugin is on by default', false);
const neitherPlugin = where(
  (component) => !itemsOf(component, 'enable-admission-plugins').some(({ item }) => item === 'PodSecurityPolicy'),
  demand,
);

export default flagCheck({
  id: 'apiserver-security-context-deny-missing',
  title: 'Neither SecurityContextDeny nor PodSecurityPolicy is on',
  severity: 'info',
  profile: 'all',
  why: 'Old benchmarks ask for SecurityContextDeny where PodSecurityPolicy is not used. Both are gone (1.30 and 1.25): today Pod Security Admission, which is on by default, takes their place, so this rule speaks only for older clusters.',
  remedy:
    'Upgrade and enforce Pod Security Standards by namespace labels; before 1.25 enable PodSecurityPolicy or SecurityContextDeny.',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/'],
  parameters: { anyVersion: false },
  component: 'kube-apiserver',
  rule: before(30, neitherPlugin),
});
