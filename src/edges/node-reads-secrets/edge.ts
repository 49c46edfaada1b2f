import { asList, asString, at } from '../../std/value.ts';
import { defineEdge } from '../edge.ts';
import { podFact } from '../world-pods.ts';

export default defineEdge({
  id: 'node-reads-secrets',
  title: 'may ask the API server for',
  from: ['node'],
  to: ['secret'],
  technique: 'T1552.007',
  ease: 'given',
  why: 'The identity of a kubelet reads every secret that a pod of its node names, those for pulling images among them.',
  remedy: 'Keep pods with strong secrets on nodes of their own.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/node/'],
  find(world, out) {
    for (const node of world.places.nodes) {
      for (const pod of node.pods) {
        asList(pod.view.pod['imagePullSecrets']).forEach((entry, i) => {
          const name = asString(at(entry, 'name'));
          if (name === undefined) return;
          const fact = podFact(pod, [...pod.view.path, 'imagePullSecrets', i], `images are pulled with secret ${name}`);
          out.edge(node, world.secrets.of(pod.namespace, name), fact);
        });
      }
    }
  },
});
