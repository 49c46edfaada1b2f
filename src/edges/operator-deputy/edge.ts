import { DEPUTIES } from '../deputies.ts';
import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'operator-deputy',
  title: 'may have it done by the controller that runs as',
  from: ['permissions'],
  to: ['serviceaccount'],
  technique: 'T1610',
  ease: 'easy',
  why: 'A controller applies what a custom resource asks for with its own rights, which are often those of the cluster administrator.',
  remedy:
    'Give the right to write such resources as if it were the right of the controller, and turn on its impersonation or tenancy mode.',
  references: [
    'https://fluxcd.io/flux/security/best-practices/',
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/security/',
  ],
  find(world, out) {
    const accounts = world.access.identities.filter(({ kind }) => kind === 'serviceaccount');
    for (const { group, resource, account } of DEPUTIES) {
      const controllers = accounts.filter(({ name }) => account.test(name.slice('serviceaccount/'.length)));
      if (controllers.length === 0) continue;
      const want = { verbs: ['create', 'update', 'patch'], groups: [group], resource };
      for (const { set, proof } of world.access.grants(want)) {
        for (const controller of controllers) out.edge(set, controller, proof);
      }
    }
  },
});
