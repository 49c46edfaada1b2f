import { ownerOf, perPod, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES, type Workload, type Container } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asList } from '../../std/value.ts';

export default defineCheck({
  id: 'root-gid',
  title: 'Container runs with the root group',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'Many files of images and nodes are writable by group 0, so a process of that group can change what it should only read.',
  remedy: 'Choose a group above 0 for `runAsGroup`, `fsGroup` and `supplementalGroups`.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  types: WORKLOAD_TYPES,
  needs: () => [['runAsGroup', 'fsGroup', 'supplementalGroups']],
  find: (resource) =>
    perPod(resource, (workload) => [
      ...[workload, ...workload.containers].flatMap((owner) => rootGroup(owner, 'runAsGroup')),
      ...rootGroup(workload, 'fsGroup'),
      ...supplementalRoot(workload),
    ]),
});

function rootGroup(owner: Workload | Container, field: 'runAsGroup' | 'fsGroup'): Violation[] {
  if (owner.security[field] !== 0) return [];
  return [{ path: securityPath(owner, field), message: `${ownerOf(owner)} sets ${field}: 0` }];
}

function supplementalRoot(workload: Workload): Violation[] {
  return asList(workload.security['supplementalGroups']).flatMap((group, i) => {
    if (group !== 0) return [];
    return [{ path: securityPath(workload, 'supplementalGroups', i), message: 'the pod has 0 in supplementalGroups' }];
  });
}
