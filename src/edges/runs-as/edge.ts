import { accountPath } from '../../access/accounts.ts';
import { defineEdge } from '../edge.ts';
import type { Fact } from '../edge.ts';
import { type Container, mountsToken, podFact } from '../world-pods.ts';

function runsAs({ pod }: Container): Fact[] {
  const { name, namespace } = pod.account;
  const note = `runs as service account ${namespace}/${name}, whose token is mounted`;
  return [podFact(pod, accountPath(pod.view), note)];
}

export default defineEdge({
  id: 'runs-as',
  title: 'holds the token of',
  from: ['container'],
  to: ['serviceaccount'],
  technique: 'T1528',
  ease: 'easy',
  why: 'The token of the service account lies in the file system of the container; whoever runs a command there acts as the account.',
  remedy: 'Set automountServiceAccountToken: false where the workload does not call the API.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  find(world, out) {
    for (const pod of world.places.pods) {
      if (!mountsToken(world, pod)) continue;
      const account = world.access.account(pod.account.namespace, pod.account.name);
      for (const container of pod.containers) out.edge(container, account, runsAs);
    }
  },
});
