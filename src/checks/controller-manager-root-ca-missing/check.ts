import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeFile } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'controller-manager-root-ca-missing',
  title: 'Pods get no CA to verify the API server with',
  severity: 'low',
  profile: 'all',
  why: 'The bundle by which pods verify the API server then comes from the kubeconfig of the controller manager; where that names no CA, clients in pods have to skip verification and can be handed a false API server.',
  remedy: 'Set --root-ca-file to the CA that signed the serving certificate of the API server.',
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  parameters: { extensions: [] },
  component: 'kube-controller-manager',
  rule: mustBeFile('root-ca-file'),
});
