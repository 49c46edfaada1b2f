import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustStayOn } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-service-account-plugin-off',
  title: 'ServiceAccount admission plugin is off',
  severity: 'high',
  profile: 'recommended',
  why: 'Without the plugin pods are not bound to service accounts: nothing checks that the named account exists or that the pod may use the secrets it mounts.',
  remedy: 'Take ServiceAccount out of --disable-admission-plugins.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#serviceaccount'],
  parameters: { listed: false },
  component: 'kube-apiserver',
  rule: mustStayOn('ServiceAccount'),
});
