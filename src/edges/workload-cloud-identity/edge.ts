import { accountRoles } from '../cloud-roles.ts';
import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'workload-cloud-identity',
  title: 'is trusted by the cloud as',
  from: ['serviceaccount', 'container'],
  to: ['cloudrole'],
  technique: 'T1078.004',
  ease: 'easy',
  why: 'The cloud exchanges a token of this service account for credentials of the role. Its pods get such a token beside the one for the API, whether that is mounted or not.',
  remedy: 'Give the role what the workload needs, and name the one account in its trust policy.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
    'https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity',
    'https://azure.github.io/azure-workload-identity/docs/',
  ],
  find(world, out) {
    const roles = Map.groupBy(accountRoles(world), ({ from }) => from.name);
    for (const { from, vertex, fact } of [...roles.values()].flat()) out.edge(from, vertex, fact);
    for (const pod of world.places.pods.filter(({ isStatic }) => !isStatic)) {
      const { namespace, name } = pod.account;
      for (const { vertex, fact } of roles.get(`serviceaccount/${namespace}/${name}`) ?? []) {
        for (const container of pod.containers) out.edge(container, vertex, fact);
      }
    }
  },
});
