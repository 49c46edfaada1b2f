import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'kubelet-protect-kernel-off',
  title: 'Kubelet changes kernel settings of the node',
  severity: 'low',
  profile: 'all',
  why: 'When kernel parameters differ from what the kubelet expects it silently overwrites them instead of refusing to start, which undoes hardening of the host.',
  remedy: 'Set protectKernelDefaults to true after setting the parameters that the kubelet expects on each node.',
  references: [
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/',
  ],
  component: 'kubelet',
  rule: mustBe('protect-kernel-defaults', ['true'], 'false'),
});
