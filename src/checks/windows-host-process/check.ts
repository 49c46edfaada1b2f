import { ownerOf, perPod, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { at } from '../../std/value.ts';

export default defineCheck({
  id: 'windows-host-process',
  title: 'Windows container runs as a process of its node',
  severity: 'critical',
  category: 'pod',
  profile: 'recommended',
  why: 'A HostProcess container has the rights of the user it runs as on the node itself, files, registry and network included.',
  remedy: 'Remove `hostProcess: true`; keep it to node agents in a namespace of their own.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['hostProcess']],
  find: (resource) =>
    perPod(resource, (workload) =>
      [workload, ...workload.containers]
        .filter((owner) => at(owner.security, 'windowsOptions', 'hostProcess') === true)
        .map((owner) => {
          const path = securityPath(owner, 'windowsOptions', 'hostProcess');
          const fix = { title: 'Run in a container', safe: false, edits: [{ op: 'set', path, value: false } as const] };
          return { path, message: `${ownerOf(owner)} sets hostProcess: true`, fix };
        }),
    ),
});
