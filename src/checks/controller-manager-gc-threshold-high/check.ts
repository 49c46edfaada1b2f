import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustMeasure } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'controller-manager-gc-threshold-high',
  title: 'Terminated pods are collected late',
  severity: 'info',
  profile: 'all',
  why: 'By default up to 12500 finished pods stay in etcd before any is removed, which slows lists down and helps to exhaust the control plane.',
  remedy: 'Set --terminated-pod-gc-threshold to what the cluster needs, far below its default of 12500.',
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  parameters: { below: 12500 },
  component: 'kube-controller-manager',
  rule: mustMeasure('terminated-pod-gc-threshold', (value, { below }) => value > 0 && value < below, 12500),
});
