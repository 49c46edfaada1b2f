import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustMeasure } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'kubelet-pod-pids-unlimited',
  title: 'Pods may start any number of processes',
  severity: 'low',
  profile: 'all',
  why: 'One fork bomb in a pod takes the process table of the node, and with it every other pod there.',
  remedy: 'Set podPidsLimit in the KubeletConfiguration to what a pod may need, 4096 for instance.',
  references: [
    'https://kubernetes.io/docs/concepts/policy/pid-limiting/',
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
  ],
  component: 'kubelet',
  rule: mustMeasure('pod-max-pids', (value) => value > 0, -1),
});
