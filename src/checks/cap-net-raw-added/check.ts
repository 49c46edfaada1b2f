import { forbidCapabilities } from '../../kubernetes/pod-security/capabilities.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'cap-net-raw-added',
  title: 'Container adds NET_RAW',
  severity: 'medium',
  category: 'pod',
  profile: 'all',
  why: 'Raw sockets let the container forge packets: spoof addresses, poison ARP caches and answer DNS for its neighbours.',
  remedy: 'Remove it; unprivileged ping works through `net.ipv4.ping_group_range`.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['add']],
  find: (resource) => forbidCapabilities(resource, ({ name }) => name === 'NET_RAW' || name === 'ALL'),
});
