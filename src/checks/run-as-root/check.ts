import { identityOf, inUserNamespace } from '../../kubernetes/pod-security/users.ts';
import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { isControlPlanePod, WORKLOAD_TYPES, type Container, type Effective } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';

export default defineCheck({
  id: 'run-as-root',
  title: 'Container may run as root',
  severity: 'medium',
  category: 'pod',
  profile: 'recommended',
  why: "Root in a container is the node's root for every kernel bug, mounted file and runtime flaw; nothing in the manifest rules it out here.",
  remedy: 'Set `runAsNonRoot: true`, and a `runAsUser` above 0 where the image does not name one.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: WORKLOAD_TYPES,
  covers: ['run-as-non-root-missing', 'run-as-uid-zero', 'run-as-low-uid'],
  find: (resource, { minor }) =>
    perContainer(resource, (container, workload) => {
      if (workload.windows || isControlPlanePod(resource) || inUserNamespace(workload, minor)) return undefined;
      const { user, nonRoot, neverRoot } = identityOf(workload, container);
      if (neverRoot) return undefined;
      if (user.value === 0)
        return { path: securityPath(user.owner, 'runAsUser'), message: `${nameOf(container)} runs as user 0` };
      return allowed(container, nonRoot);
    }),
});

function allowed(container: Container, { owner, value }: Effective): Violation {
  const path = securityPath(owner, 'runAsNonRoot');
  const edits = [{ op: 'set', path, value: true } as const];
  const why = value === false ? 'sets runAsNonRoot: false' : 'sets neither runAsNonRoot nor a user';
  return {
    path,
    message: `${nameOf(container)} ${why}`,
    fix: { title: 'Require a non-root user', safe: false, edits },
  };
}
