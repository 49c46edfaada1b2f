import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'kubelet-anonymous-auth',
  title: 'Kubelet answers anonymous requests',
  severity: 'high',
  profile: 'recommended',
  why: 'Requests without credentials reach the kubelet as system:anonymous; with a careless authorization mode that means commands in every pod of the node. On the command line the default is true, in a KubeletConfiguration it is false.',
  remedy: 'Set authentication.anonymous.enabled to false in the KubeletConfiguration, or --anonymous-auth=false.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
  ],
  component: 'kubelet',
  rule: mustBe('anonymous-auth', ['false'], { arguments: 'true', config: 'false' }),
});
