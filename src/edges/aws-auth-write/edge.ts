import { defineEdge } from '../edge.ts';

const WRITE = { verbs: ['update', 'patch'], groups: [''], resource: 'configmaps' };

export default defineEdge({
  id: 'aws-auth-write',
  title: 'may map an identity of AWS by aws-auth to',
  from: ['permissions'],
  to: ['cluster'],
  technique: 'T1098',
  ease: 'easy',
  why: 'On EKS the ConfigMap aws-auth says which identities of AWS are in which groups: who changes it adds its own to system:masters.',
  remedy: 'Use access entries instead of the ConfigMap, and keep ConfigMaps of kube-system closed.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html'],
  find(world, out) {
    const map = world.inventory.find('ConfigMap', 'kube-system', 'aws-auth');
    if (!map) return;
    const fact = {
      resource: map,
      path: ['data'],
      note: 'ConfigMap kube-system/aws-auth maps identities of AWS to groups',
    };
    for (const { set, namespace, names, proof } of world.access.grants(WRITE)) {
      const covers =
        (namespace === '' || namespace === 'kube-system') && (names.length === 0 || names.includes('aws-auth'));
      if (covers) out.edge(set, world.clusterAdmin, () => [...proof(), fact]);
    }
  },
});
