import { defineEdge } from '../edge.ts';
import { targetsOf } from '../targets.ts';

export default defineEdge({
  id: 'secrets-read',
  title: 'may read',
  from: ['permissions'],
  to: ['secret', 'many'],
  technique: 'T1552.007',
  ease: 'easy',
  why: 'Who lists secrets gets what they hold, not only their names; watch is as good as list.',
  remedy: 'Name the secrets that the role is about, and give get alone.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets'],
  find(world, out) {
    for (const grant of world.access.grants({ verbs: ['get', 'list', 'watch'], groups: [''], resource: 'secrets' })) {
      for (const target of targetsOf(world, 'secrets', grant)) out.edge(grant.set, target, grant.proof);
    }
  },
});
