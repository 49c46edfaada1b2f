import { defineEdge } from '../edge.ts';
import { podFact } from '../world-pods.ts';
import { environmentSecrets } from '../world-secrets.ts';

export default defineEdge({
  id: 'secret-in-environment',
  title: 'has in its environment',
  from: ['container'],
  to: ['secret'],
  technique: 'T1552.007',
  ease: 'easy',
  why: 'Environment variables are one command away in the container, and in what it writes when it crashes.',
  remedy: 'Mount the secret as a file that one process reads, or use the identity of the workload.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-environment-variables'],
  find(world, out) {
    for (const container of world.places.containers) {
      for (const { name, path } of environmentSecrets(container)) {
        const fact = podFact(container.pod, path, `container ${container.view.name} gets secret ${name} as variables`);
        out.edge(container, world.secrets.of(container.pod.namespace, name), fact);
      }
    }
  },
});
