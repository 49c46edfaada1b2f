import { safeSysctls, sysctlsOf } from '../../kubernetes/pod-security/sysctls.ts';
import { perPod } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
import { asStrings, at } from '../../std/value.ts';

export default defineCheck({
  id: 'unsafe-sysctls',
  title: 'Pod sets kernel parameters that are not safe',
  severity: 'medium',
  category: 'pod',
  profile: 'recommended',
  why: 'Sysctls outside the safe set are not fully bound to the pod: they can starve or destabilise other pods of the node, and kubelets refuse the pod unless allowed.',
  remedy: 'Remove the sysctl, or set it when the node is built.',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: [...WORKLOAD_TYPES, 'PodSecurityPolicy'],
  needs: () => [['sysctls', 'allowedUnsafeSysctls']],
  parameters: { allowed: [] as string[] },
  find: (resource, { minor }, { allowed }) => {
    if (resource.type === 'PodSecurityPolicy') return allowedByPolicy(resource);
    const safe = new Set([...safeSysctls(minor), ...allowed]);
    return perPod(resource, (workload) =>
      sysctlsOf(workload)
        .filter(({ name }) => !safe.has(name))
        .map(({ name, path }) => ({ path, message: `the pod sets the sysctl ${name}` })),
    );
  },
});

function allowedByPolicy(resource: Resource): Violation[] {
  const path = ['spec', 'allowedUnsafeSysctls'];
  return asStrings(at(resource.object, ...path)).map((name, i) => ({
    path: [...path, i],
    message: `the policy allows the sysctl ${name}`,
  }));
}
