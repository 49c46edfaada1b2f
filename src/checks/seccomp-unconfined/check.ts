import { containerSeccomp, podSeccomp } from '../../kubernetes/pod-security/seccomp.ts';
import { perPod } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'seccomp-unconfined',
  title: 'Seccomp filter is switched off',
  severity: 'medium',
  category: 'pod',
  profile: 'recommended',
  why: 'The manifest opens every system call of the kernel to the container, including the rarely used ones where most escapes were found.',
  remedy: 'Use `RuntimeDefault`, or a `Localhost` profile with the one further call that the process needs.',
  references: [
    'https://kubernetes.io/docs/tutorials/security/seccomp/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['seccompProfile', 'annotations']],
  parameters: { legacyAnnotations: false, ignoreOverridden: false },
  covers: ['seccomp-not-set'],
  find: (resource, { minor }, { legacyAnnotations, ignoreOverridden }) =>
    perPod(resource, (workload) => {
      const reading = { minor, legacyAnnotations };
      const containers = workload.containers.map((container) => containerSeccomp(workload, container, reading));
      const pod = podSeccomp(workload, reading);
      const podCounts = !ignoreOverridden || containers.some((statement) => !statement);
      return [podCounts ? pod : undefined, ...containers].flatMap((statement) => {
        if (!statement || ['RuntimeDefault', 'Localhost'].includes(statement.type)) return [];
        const { path, type, owner } = statement;
        const isField = path.at(-1) === 'type';
        const edits = [{ op: 'set', path, value: isField ? 'RuntimeDefault' : 'runtime/default' } as const];
        const fix = { title: "Use the runtime's seccomp profile", safe: false, edits };
        return [{ path, message: `${owner} has the seccomp profile "${type}"`, fix }];
      });
    }),
});
