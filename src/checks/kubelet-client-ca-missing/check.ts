import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeSet } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'kubelet-client-ca-missing',
  title: 'Kubelet knows no CA for client certificates',
  severity: 'medium',
  profile: 'all',
  why: 'The kubelet can not recognise the API server by its certificate, so it has to accept weaker credentials or none.',
  remedy: 'Set authentication.x509.clientCAFile in the KubeletConfiguration, or --client-ca-file.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
  ],
  component: 'kubelet',
  rule: mustBeSet('client-ca-file'),
});
