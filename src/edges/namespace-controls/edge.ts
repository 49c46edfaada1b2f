import { defineEdge } from '../edge.ts';
import type { Many } from '../vertices.ts';

const CONTENTS: readonly Many[] = ['pods', 'secrets', 'serviceaccounts'];

export default defineEdge({
  id: 'namespace-controls',
  title: 'controls',
  from: ['namespace'],
  to: ['many'],
  ease: 'given',
  why: 'Who may do everything in a namespace controls its pods, secrets and identities.',
  remedy: 'Nothing has to be done about it: it is what full control of a namespace is.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles'],
  find(world, out) {
    for (const name of world.places.namespaces) {
      for (const kind of CONTENTS) out.edge(world.namespace(name), world.many(kind, name));
    }
  },
});
