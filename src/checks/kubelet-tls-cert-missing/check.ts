import { flagCheck, type FlagRule } from '../../kubernetes/component/flag-check.ts';
import { mustBeFile, mustBeSet, normal, where } from '../../kubernetes/component/flag-rules.ts';
import { flagOf } from '../../kubernetes/component/types.ts';

type FileParameters = { readonly extensions: string[] };

const set = mustBeSet<FileParameters>('tls-cert-file', 'tls-private-key-file');
const named = [mustBeFile('tls-cert-file'), mustBeFile('tls-private-key-file')];
const files: FlagRule<FileParameters> = (component, parameters, scope) => {
  const missing = set(component, parameters, scope);
  return missing.length > 0 ? missing : named.flatMap((rule) => rule(component, parameters, scope));
};

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
