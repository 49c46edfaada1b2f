import { defineEdge } from '../edge.ts';
import { escapesByCapability } from '../escape.ts';

export default defineEdge({
  id: 'cgroup-release-agent',
  title: 'has the kernel run a program on',
  from: ['container'],
  to: ['node'],
  technique: 'T1611',
  ease: 'moderate',
  why: 'CAP_SYS_ADMIN mounts a cgroup hierarchy and names a release agent, which the kernel runs as root on the node.',
  remedy: 'Drop SYS_ADMIN; keep the AppArmor profile and seccomp filter of the runtime on.',
  references: [
    'https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  guards: ['user namespace of the pod'],
  find(world, out) {
    escapesByCapability(world, 'SYS_ADMIN', out);
  },
});
