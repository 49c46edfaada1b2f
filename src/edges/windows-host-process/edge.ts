import { securityPath } from '../../kubernetes/pod-security/walk.ts';
import { effectiveSecurity } from '../../kubernetes/workload.ts';
import { at } from '../../std/value.ts';
import { defineEdge } from '../edge.ts';
import { podFact } from '../world-pods.ts';

export default defineEdge({
  id: 'windows-host-process',
  title: 'runs as a process of',
  from: ['container'],
  to: ['node'],
  technique: 'T1611',
  ease: 'easy',
  why: 'A HostProcess container of Windows runs with the rights of its user directly on the node.',
  remedy: 'Set windowsOptions.hostProcess: false.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/'],
  find({ places }, out) {
    for (const container of places.containers) {
      const { pod, view } = container;
      if (!(view.security['windowsOptions'] ?? pod.view.security['windowsOptions'])) continue;
      const { value, owner } = effectiveSecurity(pod.view, view, 'windowsOptions');
      if (at(value, 'hostProcess') !== true) continue;
      const note = `container ${view.name} is a HostProcess container`;
      out.edge(container, pod.node, podFact(pod, securityPath(owner, 'windowsOptions', 'hostProcess'), note));
    }
  },
});
