import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustMeasure } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'kubelet-event-qps-limited',
  title: 'Kubelet drops events under load',
  severity: 'info',
  profile: 'all',
  why: 'Events above the limit are thrown away, so what happened on a node during an incident may be missing. The default is 50 per second; 0 means no limit.',
  remedy:
    'Leave eventRecordQPS at its default or raise it; set it to 0 only where the control plane can take every event.',
  references: ['https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/'],
  parameters: { minimum: 50 },
  component: 'kubelet',
  rule: mustMeasure('event-qps', (value, { minimum }) => value === 0 || value >= minimum, 50),
});
