import { flagCheck, type FlagRule } from '../../kubernetes/component/flag-check.ts';
import { mustBe, mustNotBe } from '../../kubernetes/component/flag-rules.ts';

type RotationParameters = { readonly required: boolean };

const on = mustBe('rotate-certificates', ['true'], 'false');
const notOff = mustNotBe('rotate-certificates', ['false'], 'true');
/** `required`: rotation must be switched on, as its default is off; else it must only not be switched off. */
const rotation: FlagRule<RotationParameters> = (component, { required }, scope) =>
  (required ? on : notOff)(component, {}, scope);

export default flagCheck({
  id: 'kubelet-rotate-certificates-off',
  title: 'Kubelet does not rotate its client certificate',
  severity: 'medium',
  profile: 'all',
  why: 'The credential by which the node talks to the API server then stays the same until it expires: a stolen copy works as long, and the node drops out when it ends.',
  remedy: 'Set rotateCertificates to true in the KubeletConfiguration, or --rotate-certificates=true.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/#certificate-rotation',
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
  ],
  parameters: { required: true },
  component: 'kubelet',
  rule: rotation,
});
