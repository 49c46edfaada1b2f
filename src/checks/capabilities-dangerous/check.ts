import { forbidCapabilities } from '../../kubernetes/pod-security/capabilities.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'capabilities-dangerous',
  title: 'Container adds a capability that can take over its node',
  severity: 'high',
  category: 'pod',
  profile: 'recommended',
  why: "With one of these a process can load kernel code, mount file systems, read other processes' memory, rewrite the network or switch off mandatory access control, each of which leads out of the container.",
  remedy:
    'Remove the capability; most uses (binding a low port, mounting with FUSE, setting the clock) have a narrower way.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['add']],
  parameters: {
    capabilities: [
      'ALL',
      'BPF',
      'DAC_READ_SEARCH',
      'MAC_ADMIN',
      'MAC_OVERRIDE',
      'NET_ADMIN',
      'NET_RAW',
      'PERFMON',
      'SETPCAP',
      'SYS_ADMIN',
      'SYS_BOOT',
      'SYS_MODULE',
      'SYS_PTRACE',
      'SYS_RAWIO',
    ],
  },
  covers: [
    'capabilities-beyond-baseline',
    'capabilities-added-any',
    'cap-sys-admin',
    'cap-sys-module',
    'cap-net-raw-added',
  ],
  find: (resource, _scope, parameters) =>
    forbidCapabilities(resource, ({ name }) => parameters.capabilities.includes(name)),
});
