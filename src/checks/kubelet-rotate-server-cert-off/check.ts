import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotDisableGate } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'kubelet-rotate-server-cert-off',
  title: 'Kubelet does not rotate its serving certificate',
  severity: 'medium',
  profile: 'all',
  why: 'With the gate RotateKubeletServerCertificate off the kubelet keeps its serving certificate until it expires, and then self-signs one that nobody can verify.',
  remedy: 'Remove RotateKubeletServerCertificate: false from the feature gates; the gate is on by default.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/#certificate-rotation',
  ],
  component: 'kubelet',
  rule: mustNotDisableGate('RotateKubeletServerCertificate'),
});
