import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustExclude } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-pod-security-off',
  title: 'Pod Security Admission is off',
  severity: 'medium',
  profile: 'recommended',
  why: 'Without the plugin the pod-security labels of namespaces have no effect: pods that they forbid, privileged ones included, are admitted without a word.',
  remedy: 'Take PodSecurity out of --disable-admission-plugins, unless a policy engine enforces the same standards.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podsecurity',
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  ],
  component: 'kube-apiserver',
  rule: mustExclude(['disable-admission-plugins'], 'PodSecurity'),
});
