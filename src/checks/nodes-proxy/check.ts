import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'nodes-proxy',
  title: 'Role can reach the kubelet through the node proxy',
  severity: 'high',
  profile: 'recommended',
  why: "The node proxy passes requests on to the kubelet's own API, which runs commands in every pod of the node and neither audits nor admits them; get is enough for that.",
  remedy: 'Remove nodes/proxy; metrics need nodes/metrics or nodes/stats only.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes',
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
  ],
  ...rightsCheck({ groups: [''], resources: ['nodes/proxy'], verbs: ['get', 'create', 'update', 'patch', 'delete'] }),
});
