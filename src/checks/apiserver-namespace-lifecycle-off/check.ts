import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustStayOn } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-namespace-lifecycle-off',
  title: 'NamespaceLifecycle admission plugin is off',
  severity: 'medium',
  profile: 'recommended',
  why: 'Without the plugin objects can be created in namespaces that are being deleted or do not exist, and the system namespaces can be deleted.',
  remedy: 'Take NamespaceLifecycle out of --disable-admission-plugins.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#namespacelifecycle'],
  parameters: { listed: false },
  component: 'kube-apiserver',
  rule: mustStayOn('NamespaceLifecycle'),
});
