import { forbidCapabilities } from '../../kubernetes/pod-security/capabilities.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'cap-sys-module',
  title: 'Container adds SYS_MODULE',
  severity: 'high',
  category: 'pod',
  profile: 'all',
  why: "The container can load a kernel module, that is, run any code in the node's kernel.",
  remedy: 'Remove it; load modules when nodes are built.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['add']],
  find: (resource) => forbidCapabilities(resource, ({ name }) => name === 'SYS_MODULE' || name === 'ALL'),
});
