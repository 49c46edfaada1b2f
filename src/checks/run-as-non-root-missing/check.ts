import { identityOf, inUserNamespace } from '../../kubernetes/pod-security/users.ts';
import { nameOf, securityPath } from '../../kubernetes/pod-security/walk.ts';
import {
  WORKLOAD_TYPES,
  effectiveSecurity,
  workloadOf,
  type Workload,
  type Container,
} from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';

export default defineCheck({
  id: 'run-as-non-root-missing',
  title: 'Container is not required to run as a non-root user',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'Without `runAsNonRoot: true` the kubelet starts the container as whatever user the image names, root included; the restricted level refuses the pod.',
  remedy: 'Set `runAsNonRoot: true` on the pod, and nowhere to false.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: WORKLOAD_TYPES,
  find: (resource, { minor }) => {
    const workload = workloadOf(resource);
    if (!workload || inUserNamespace(workload, minor)) return [];
    const found = podLevel(workload);
    for (const container of workload.containers) {
      const violation = containerLevel(workload, container);
      if (violation) found.push(violation);
    }
    return found;
  },
});

/** The restricted level refuses `false` on the pod even where every container overrides it. */
function podLevel(workload: Workload): Violation[] {
  if (workload.security['runAsNonRoot'] !== false) return [];
  const violation = { path: securityPath(workload, 'runAsNonRoot'), message: 'the pod sets runAsNonRoot: false' };
  return [workload.containers.some((container) => isRoot(workload, container)) ? violation : repaired(violation)];
}

function containerLevel(workload: Workload, container: Container): Violation | undefined {
  const { value, owner, from } = effectiveSecurity(workload, container, 'runAsNonRoot');
  if (value === true || from === 'pod') return undefined;
  const what = from === 'none' ? 'does not set runAsNonRoot: true' : 'sets runAsNonRoot: false';
  const violation = { path: securityPath(owner, 'runAsNonRoot'), message: `${nameOf(container)} ${what}` };
  return isRoot(workload, container) ? violation : repaired(violation);
}

/** The kubelet would refuse to start it with `runAsNonRoot: true`. */
function isRoot(workload: Workload, container: Container): boolean {
  return identityOf(workload, container).user.value === 0;
}

function repaired(violation: Violation): Violation {
  const edits = [{ op: 'set', path: violation.path, value: true } as const];
  return { ...violation, fix: { title: 'Require a non-root user', safe: false, edits } };
}
