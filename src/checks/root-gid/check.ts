import { perPod, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES, type Workload, type Container } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Path } from '../../model/json.ts';
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
  find: (resource) =>
    perPod(resource, (workload) => [
      ...[workload, ...workload.containers].flatMap((owner) => rootGroup(owner, 'runAsGroup')),
      ...rootGroup(workload, 'fsGroup'),
      ...asList(workload.security['supplementalGroups']).flatMap((group, i) =>
        group === 0 ? [violation(securityPath(workload, 'supplementalGroups', i), 'supplementalGroups has 0')] : [],
      ),
    ]),
});

function rootGroup(owner: Workload | Container, field: 'runAsGroup' | 'fsGroup'): Violation[] {
  return owner.security[field] === 0 ? [violation(securityPath(owner, field), `${field} is 0`)] : [];
}

function violation(path: Path, message: string): Violation {
  return { path, message };
}
