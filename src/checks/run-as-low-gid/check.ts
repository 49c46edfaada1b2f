import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES, effectiveSecurity } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asNumber } from '../../std/value.ts';

export default defineCheck({
  id: 'run-as-low-gid',
  title: 'Container runs with a low or unknown group id',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: "Ids below 10000 often belong to a group of the node as well, so files that the container writes there, or breaks out to, are that group's.",
  remedy: 'Set `runAsGroup` to a number of 10000 or more.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  types: WORKLOAD_TYPES,
  parameters: { minimum: 10_000 },
  covers: ['root-gid'],
  find: (resource, _scope, { minimum }) =>
    perContainer(resource, (container, workload) => {
      if (workload.windows) return undefined;
      const { value, owner } = effectiveSecurity(workload, container, 'runAsGroup');
      const id = asNumber(value);
      if (id !== undefined && id >= minimum) return undefined;
      const what = id === undefined ? 'does not set runAsGroup' : `runs as group ${id}`;
      return { path: securityPath(owner, 'runAsGroup'), message: `${nameOf(container)} ${what}` };
    }),
});
