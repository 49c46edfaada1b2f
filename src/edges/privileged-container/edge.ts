import { defineEdge } from '../edge.ts';
import { escapes, isPrivileged, privilegedFact } from '../escape.ts';

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
  guards: ['user namespace of the pod'],
  find(world, out) {
    for (const container of world.places.containers.filter(isPrivileged)) {
      escapes(world, container, [privilegedFact(container)], out);
    }
  },
});
