import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustInclude } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-always-pull-images-missing',
  title: 'Private images on a node are open to every pod there',
  severity: 'low',
  profile: 'all',
  why: 'Without AlwaysPullImages a pod can start any image that another tenant has already pulled to the node, without holding its pull secret.',
  remedy: 'Enable the AlwaysPullImages admission plugin in clusters that several tenants share.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages'],
  component: 'kube-apiserver',
  rule: mustInclude('enable-admission-plugins', 'AlwaysPullImages', 'the plugin is off by default'),
});
