import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustNotBeSet } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'kubelet-hostname-override',
  title: 'Kubelet registers under another name than its host',
  severity: 'low',
  profile: 'all',
  why: 'A name that differs from the host breaks the match between the node, its certificate and its logs, and makes it easier to pose as another node.',
  remedy: 'Remove --hostname-override unless the cloud provider asks for it.',
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/'],
  component: 'kubelet',
  rule: mustNotBeSet('hostname-override'),
});
