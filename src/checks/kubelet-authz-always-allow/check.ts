import { flagCheck, type FlagRule } from '../../kubernetes/component/flag-check.ts';
import { mustInclude, wrongValue } from '../../kubernetes/component/flag-rules.ts';
import { flagOf } from '../../kubernetes/component/types.ts';
import type { Parameters } from '../../model/check.ts';

const unset = mustInclude('authorization-mode', 'Webhook', 'the default is AlwaysAllow');
const authorization: FlagRule<Parameters> = (component, parameters, scope) => {
  const flag = flagOf(component, 'authorization-mode');
  if (flag) return flag.value.split(',').includes('AlwaysAllow') ? [wrongValue(flag, 'Webhook')] : [];
  return component.form === 'arguments' ? unset(component, parameters, scope) : [];
};

export default flagCheck({
  id: 'kubelet-authz-always-allow',
  title: 'Kubelet authorizes every request',
  severity: 'high',
  profile: 'recommended',
  why: 'Everybody who can authenticate to the kubelet, and everybody at all where anonymous requests are allowed, may run commands in each pod of the node. On the command line AlwaysAllow is the default.',
  remedy: 'Set authorization.mode to Webhook in the KubeletConfiguration, or --authorization-mode=Webhook.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
  ],
  component: 'kubelet',
  rule: authorization,
});
