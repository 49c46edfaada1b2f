import { flagCheck, type FlagRule } from '../../kubernetes/component/flag-check.ts';
import { mustInclude, wrongValue } from '../../kubernetes/component/flag-rules.ts';
import { flagOf } from '../../kubernetes/component/types.ts';

type ModeParameters = { readonly required: boolean };

const unset = mustInclude('authorization-mode', 'Webhook', 'the default is AlwaysAllow');
/** `required`: a command line must say a mode, as the default is AlwaysAllow; else it must only not say this one. */
const authorization: FlagRule<ModeParameters> = (component, { required }, scope) => {
  const flag = flagOf(component, 'authorization-mode');
  if (flag) return flag.value.split(',').includes('AlwaysAllow') ? [wrongValue(flag, 'Webhook')] : [];
  return required && component.form === 'arguments' ? unset(component, {}, scope) : [];
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
  parameters: { required: true as boolean },
  component: 'kubelet',
  rule: authorization,
});
