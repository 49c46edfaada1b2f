import { flagCheck, type FlagRule } from '../../kubernetes/component/flag-check.ts';
import { seconds, wrongValue } from '../../kubernetes/component/flag-rules.ts';
import { flagOf } from '../../kubernetes/component/types.ts';
import type { Parameters } from '../../model/check.ts';

const never: FlagRule<Parameters> = (component) => {
  const flag = flagOf(component, 'streaming-connection-idle-timeout');
  return flag && seconds(flag.value) === 0 ? [wrongValue(flag, '4h0m0s')] : [];
};

export default flagCheck({
  id: 'kubelet-streaming-timeout-off',
  title: 'Idle exec and log connections are never closed',
  severity: 'low',
  profile: 'all',
  why: 'Streams that stay open for ever tie up the kubelet and leave forgotten sessions for others to use.',
  remedy: 'Set streamingConnectionIdleTimeout to some minutes or hours; the default is four hours.',
  references: ['https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/'],
  component: 'kubelet',
  rule: never,
});
