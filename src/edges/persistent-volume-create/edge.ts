import { defineEdge } from '../edge.ts';
import { POD_MAKING } from '../new-pods.ts';
import { holdingsOf } from '../together.ts';

const create = { verbs: ['create'], groups: [''] };
const STEPS = [
  { ...create, resource: 'persistentvolumes' },
  { ...create, resource: 'persistentvolumeclaims' },
] as const;

export default defineEdge({
  id: 'persistent-volume-create',
  title: 'may mount the file system of',
  from: ['permissions', 'user', 'group', 'serviceaccount'],
  to: ['many'],
  technique: 'T1611',
  ease: 'moderate',
  why: 'A PersistentVolume may be a directory of the node. A pod that claims it passes Pod Security, which looks at pods alone.',
  remedy: 'Keep the creation of PersistentVolumes with provisioners.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation'],
  find(world, out) {
    const holdings = POD_MAKING.flatMap((making) => holdingsOf(world, [...STEPS, making]));
    for (const { holder, proof } of holdings) out.edge(holder, world.many('nodes', ''), proof);
  },
});
