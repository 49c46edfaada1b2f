import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'mutating-webhook-write',
  title: 'may rewrite on creation',
  from: ['permissions'],
  to: ['many'],
  technique: 'T1543',
  ease: 'moderate',
  why: 'A mutating webhook sees every object on its way in and changes it: a container of the attacker comes with each new pod, in every namespace.',
  remedy: 'Keep webhook configurations with the administrators of the cluster.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks'],
  find(world, out) {
    const want = {
      verbs: ['create', 'update', 'patch'],
      groups: ['admissionregistration.k8s.io'],
      resource: 'mutatingwebhookconfigurations',
    };
    for (const { set, proof } of world.access.grants(want)) out.edge(set, world.many('pods', ''), proof);
  },
});
