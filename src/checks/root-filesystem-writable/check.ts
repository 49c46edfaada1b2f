import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'root-filesystem-writable',
  title: 'Container can write to its own file system',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: "An attacker can drop tools, change the program and keep a foothold until the container restarts; writes also fill the node's disk.",
  remedy: 'Set `readOnlyRootFilesystem: true`, and mount an emptyDir where the process writes.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  types: WORKLOAD_TYPES,
  find: (resource) =>
    perContainer(resource, (container, workload) => {
      const value = container.security['readOnlyRootFilesystem'];
      if (workload.windows || value === true) return undefined;
      const path = securityPath(container, 'readOnlyRootFilesystem');
      const what = value === false ? 'sets readOnlyRootFilesystem: false' : 'does not set readOnlyRootFilesystem: true';
      const edits = [{ op: 'set', path, value: true } as const];
      return {
        path,
        message: `${nameOf(container)} ${what}`,
        fix: { title: 'Make the root file system read-only', safe: false, edits },
      };
    }),
});
