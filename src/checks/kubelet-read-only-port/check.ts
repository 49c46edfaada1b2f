import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'kubelet-read-only-port',
  title: 'Kubelet serves its read-only port',
  severity: 'medium',
  profile: 'recommended',
  why: 'The read-only port gives pod specs, environment and metrics of the node to anybody on the network, without authentication. On the command line the default is 10255, in a KubeletConfiguration it is off.',
  remedy: 'Set readOnlyPort to 0 in the KubeletConfiguration, or --read-only-port=0.',
  references: [
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/',
  ],
  component: 'kubelet',
  rule: mustBe('read-only-port', ['0'], { arguments: '10255', config: '0' }),
});
