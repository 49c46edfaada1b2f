import { defineEdge } from '../edge.ts';
import { escapesByCapability } from '../escape.ts';

export default defineEdge({
  id: 'kernel-module-load',
  title: 'loads a kernel module into',
  from: ['container'],
  to: ['node'],
  technique: 'T1611',
  ease: 'easy',
  why: 'CAP_SYS_MODULE loads code into the kernel that all containers of the node share.',
  remedy: 'Drop SYS_MODULE; load the modules that are needed when the node starts.',
  references: [
    'https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  guards: ['user namespace of the pod'],
  find(world, out) {
    escapesByCapability(world, 'SYS_MODULE', out);
  },
});
