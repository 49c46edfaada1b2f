import { defineEdge } from '../edge.ts';
import { podFact } from '../world-pods.ts';

export default defineEdge({
  id: 'shared-process-namespace',
  title: 'sees the processes of',
  from: ['container'],
  to: ['container'],
  technique: 'T1055',
  ease: 'moderate',
  why: 'Containers that share processes reach the memory, environment and file system of each other.',
  remedy: 'Set shareProcessNamespace: false.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/'],
  find({ places }, out) {
    for (const pod of places.pods) {
      if (pod.view.pod['shareProcessNamespace'] !== true) continue;
      const fact = podFact(pod, [...pod.view.path, 'shareProcessNamespace'], 'the containers share their processes');
      for (const one of pod.containers) {
        for (const other of pod.containers) if (one !== other) out.edge(one, other, fact);
      }
    }
  },
});
