import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'delete-events',
  title: 'Role can delete events',
  severity: 'low',
  profile: 'all',
  why: "Events are the cluster's first trace of what happened; deleting them hides failed mounts, kills and odd schedules from whoever looks next.",
  remedy: 'Remove the delete verbs on events; they expire by themselves.',
  references: [
    'https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...rightsCheck({ groups: ['', 'events.k8s.io'], resources: ['events'], verbs: ['delete', 'deletecollection'] }),
});
