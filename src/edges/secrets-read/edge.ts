import { defineEdge } from '../edge.ts';
import { stepsByRight } from '../granted.ts';

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
    stepsByRight(world, 'secrets', { verbs: ['get', 'list', 'watch'], groups: [''], resource: 'secrets' }, out);
  },
});
