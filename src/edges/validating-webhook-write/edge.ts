import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'validating-webhook-write',
  title: 'may listen in on the writing of',
  from: ['permissions'],
  to: ['many'],
  technique: 'T1552.007',
  ease: 'moderate',
  why: 'A validating webhook is sent every object that is written, with what secrets hold.',
  remedy: 'Keep webhook configurations with the administrators of the cluster.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks'],
  find(world, out) {
    const want = {
      verbs: ['create', 'update', 'patch'],
      groups: ['admissionregistration.k8s.io'],
      resource: 'validatingwebhookconfigurations',
    };
    for (const { set, proof } of world.access.grants(want)) out.edge(set, world.many('secrets', ''), proof);
  },
});
