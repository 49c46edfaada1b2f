import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'kubelet-seccomp-default-off',
  title: 'Pods run without a seccomp profile by default',
  severity: 'low',
  profile: 'all',
  why: 'Containers that ask for no profile may use every system call of the kernel, which is where most ways out of a container begin.',
  remedy:
    'Set seccompDefault to true in the KubeletConfiguration, so that RuntimeDefault applies where pods say nothing.',
  references: [
    'https://kubernetes.io/docs/tutorials/security/seccomp/',
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
  ],
  component: 'kubelet',
  rule: mustBe('seccomp-default', ['true'], 'false'),
});
