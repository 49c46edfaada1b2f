import { flagCheck, type FlagRule } from '../../kubernetes/component/flag-check.ts';
import { seconds, wrongValue } from '../../kubernetes/component/flag-rules.ts';
import { flagOf } from '../../kubernetes/component/types.ts';

const requestTimeout: FlagRule<{ readonly seconds: number }> = (component, { seconds: limit }) => {
  const flag = flagOf(component, 'request-timeout');
  return flag && !(seconds(flag.value) <= limit) ? [wrongValue(flag, '60s')] : [];
};

export default flagCheck({
  id: 'apiserver-request-timeout-long',
  title: 'API server lets requests run for a long time',
  severity: 'low',
  profile: 'all',
  why: 'Clients that hold requests open for many minutes tie up the API server; few of them are enough to exhaust it.',
  remedy: 'Leave --request-timeout at its default of one minute, or choose a value of at most five minutes.',
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  parameters: { seconds: 300 },
  component: 'kube-apiserver',
  rule: requestTimeout,
});
