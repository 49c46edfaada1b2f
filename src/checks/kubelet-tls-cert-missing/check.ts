import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeFile, normal, where } from '../../kubernetes/component/flag-rules.ts';
import { flagOf } from '../../kubernetes/component/types.ts';

const files = mustBeFile('tls-cert-file', 'tls-private-key-file');

export default flagCheck({
  id: 'kubelet-tls-cert-missing',
  title: 'Kubelet serves with a self-signed certificate',
  severity: 'low',
  profile: 'all',
  why: 'Nobody can verify a certificate that the kubelet signed for itself, so somebody on the way can pose as the node towards the API server and monitoring.',
  remedy: 'Set serverTLSBootstrap to true and approve the requests, or set tlsCertFile and tlsPrivateKeyFile.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/#certificate-rotation',
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
  ],
  parameters: { extensions: [] },
  component: 'kubelet',
  rule: where((component) => normal(flagOf(component, 'rotate-server-certificates')?.value ?? '') !== 'true', files),
});
