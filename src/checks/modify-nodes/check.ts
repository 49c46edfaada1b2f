import { WRITE_VERBS } from '../../access/powers.ts';
import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'modify-nodes',
  title: 'Role can change nodes',
  severity: 'medium',
  profile: 'all',
  why: 'Labels and taints steer where pods run: whoever edits nodes moves sensitive workloads onto a node that they hold, or drains the cluster.',
  remedy: 'Leave nodes to the kubelets and the node controllers; use nodes/status only where a component reports it.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...rightsCheck({ groups: [''], resources: ['nodes', 'nodes/status'], verbs: WRITE_VERBS }),
});
