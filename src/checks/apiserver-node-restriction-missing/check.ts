import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustInclude } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-node-restriction-missing',
  title: 'Kubelets may change objects of other nodes',
  severity: 'high',
  profile: 'recommended',
  why: 'Without NodeRestriction one stolen kubelet credential can label, taint and edit every node and pod, for instance to pull sensitive pods onto the node that the attacker holds.',
  remedy: 'Add NodeRestriction to --enable-admission-plugins.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction',
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
  ],
  component: 'kube-apiserver',
  rule: mustInclude('enable-admission-plugins', 'NodeRestriction', 'the plugin is off by default'),
});
