import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'bootstrap-token-create',
  title: 'may make a bootstrap token of',
  from: ['permissions'],
  to: ['group'],
  technique: 'T1528',
  ease: 'moderate',
  why: 'A Secret of the type bootstrap.kubernetes.io/token in kube-system is a credential of system:bootstrappers, who may ask for certificates of nodes.',
  remedy: 'Keep the right to create secrets out of kube-system.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/'],
  find(world, out) {
    for (const { set, namespace, proof } of world.access.grants({
      verbs: ['create'],
      groups: [''],
      resource: 'secrets',
    })) {
      if (namespace === '' || namespace === 'kube-system')
        out.edge(set, world.access.group('system:bootstrappers'), proof);
    }
  },
});
