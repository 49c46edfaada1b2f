import { forbidCapabilities } from '../../kubernetes/pod-security/capabilities.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'cap-sys-admin',
  title: 'Container adds SYS_ADMIN',
  severity: 'high',
  category: 'pod',
  profile: 'all',
  why: 'SYS_ADMIN allows mounting, entering namespaces and hundreds of other operations: it is close to being root on the node.',
  remedy: "Remove it; look in the kernel's documentation for the narrower capability that the one system call needs.",
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['add']],
  find: (resource) => forbidCapabilities(resource, ({ name }) => name === 'SYS_ADMIN' || name === 'ALL'),
});
