import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotBe } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'kubelet-iptables-off',
  title: 'Kubelet does not manage its iptables chains',
  severity: 'low',
  profile: 'all',
  why: 'Rules that the kubelet keeps for marked and dropped packets are then missing, and host firewalls can come to contradict the network of pods.',
  remedy: 'Remove makeIPTablesUtilChains: false (--make-iptables-util-chains=false); the default is true.',
  references: ['https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/'],
  component: 'kubelet',
  rule: mustNotBe('make-iptables-util-chains', ['false'], 'true'),
});
