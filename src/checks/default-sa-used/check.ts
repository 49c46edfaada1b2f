import { accountNameOf } from '../../kubernetes/pod-security/accounts.ts';
import { perPod } from '../../kubernetes/pod-security/walk.ts';
import { isStaticPod, WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'default-sa-used',
  title: 'Pod runs as the default service account',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'All pods that name no account share this one, so rights cannot be given to one workload without giving them to all, and audit logs cannot tell them apart.',
  remedy: 'Create a service account for the workload and set `serviceAccountName`.',
  references: ['https://kubernetes.io/docs/concepts/security/service-accounts/'],
  types: WORKLOAD_TYPES,
  find: (resource) =>
    perPod(resource, (workload) => {
      if (accountNameOf(workload) !== 'default' || isStaticPod(resource)) return undefined;
      const stated = workload.pod['serviceAccountName'] === undefined && workload.pod['serviceAccount'] !== undefined;
      const path = [...workload.path, stated ? 'serviceAccount' : 'serviceAccountName'];
      return { path, message: 'the pod runs as the service account "default"' };
    }),
});
