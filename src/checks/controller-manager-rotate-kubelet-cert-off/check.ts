import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotDisableGate } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'controller-manager-rotate-kubelet-cert-off',
  title: 'Kubelet serving certificates are not rotated',
  severity: 'medium',
  profile: 'all',
  why: 'With the gate RotateKubeletServerCertificate off kubelets keep a serving certificate until it expires, and then self-sign one that nobody can verify.',
  remedy: 'Remove RotateKubeletServerCertificate=false from --feature-gates; the gate is on by default.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/#certificate-rotation',
  ],
  component: 'kube-controller-manager',
  rule: mustNotDisableGate('RotateKubeletServerCertificate'),
});
