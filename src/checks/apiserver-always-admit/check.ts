import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustExclude } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-always-admit',
  title: 'AlwaysAdmit admission plugin is on',
  severity: 'high',
  profile: 'recommended',
  why: 'AlwaysAdmit lets every request through, so the cluster looks as if admission control were considered while it is not; the plugin is deprecated and has no other effect.',
  remedy: 'Take AlwaysAdmit out of --enable-admission-plugins.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwaysadmit'],
  component: 'kube-apiserver',
  safe: true,
  rule: mustExclude(['enable-admission-plugins', 'admission-control'], 'AlwaysAdmit'),
});
