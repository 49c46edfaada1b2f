import { inUserNamespace } from '../../kubernetes/pod-security/users.ts';
import { ownerOf, perPod, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'run-as-uid-zero',
  title: 'Container is told to run as user 0',
  severity: 'medium',
  category: 'pod',
  profile: 'all',
  why: "User 0 in a container is the node's root for every kernel bug, mounted file and runtime flaw.",
  remedy: 'Choose a user above 0, or leave it to an image that names one and set `runAsNonRoot: true`.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['runAsUser']],
  find: (resource, { minor }) =>
    perPod(resource, (workload) => {
      if (inUserNamespace(workload, minor)) return undefined;
      return [workload, ...workload.containers]
        .filter((owner) => owner.security['runAsUser'] === 0)
        .map((owner) => ({
          path: securityPath(owner, 'runAsUser'),
          message: `${ownerOf(owner)} sets runAsUser: 0`,
        }));
    }),
});
