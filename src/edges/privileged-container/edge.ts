import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'privileged-container',
  title: 'escapes through its privileges to',
  from: ['container'],
  to: ['node'],
  technique: 'T1611',
  ease: 'easy',
  why: "A privileged container sees the devices of the node: its root file system is mounted with one command, and the node is the attacker's.",
  remedy: 'Drop privileged: true; give the single capabilities or devices that are needed.',
  references: ['https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/#privileged-containers'],
  find({ places }, out) {
    for (const container of places.containers) {
      const { pod, view } = container;
      if (view.security['privileged'] !== true || pod.view.windows) continue;
      const path = [...view.path, 'securityContext', 'privileged'];
      out.edge(container, pod.node, { resource: pod.resource, path, note: `container ${view.name} is privileged` });
    }
  },
});
