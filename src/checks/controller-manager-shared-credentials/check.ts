import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'controller-manager-shared-credentials',
  title: 'All controllers share one credential',
  severity: 'medium',
  profile: 'all',
  why: 'Each controller then acts with the rights of all of them together, so a flaw in one is as good as a flaw in the most powerful, and the audit log can not tell them apart.',
  remedy: 'Set --use-service-account-credentials=true and keep RBAC on.',
  references: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles',
  ],
  component: 'kube-controller-manager',
  rule: mustBe('use-service-account-credentials', ['true'], 'false'),
});
