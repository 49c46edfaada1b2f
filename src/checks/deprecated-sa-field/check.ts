import { perPod } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import type { Edit } from '../../model/edit.ts';
import { asString } from '../../std/value.ts';

export default defineCheck({
  id: 'deprecated-sa-field',
  title: 'Pod names its service account in the deprecated field',
  severity: 'info',
  category: 'pod',
  profile: 'all',
  why: '`serviceAccount` is only an alias: tools and policies that read `serviceAccountName` see another account than the one that is used, or none.',
  remedy: 'Rename the key to `serviceAccountName`.',
  references: [
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['serviceAccount']],
  find: (resource) =>
    perPod(resource, (workload) => {
      const old = asString(workload.pod['serviceAccount']);
      const name = asString(workload.pod['serviceAccountName']);
      if (!old || old === name) return undefined;
      const path = [...workload.path, 'serviceAccount'];
      const edits: Edit[] = [{ op: 'remove', path }];
      if (!name) edits.push({ op: 'set', path: [...workload.path, 'serviceAccountName'], value: old });
      // With both, the API server lets serviceAccountName win.
      const fix = { title: 'Use serviceAccountName', safe: true, edits };
      return {
        path,
        message: `serviceAccount: ${old} ${name ? `contradicts serviceAccountName: ${name}` : 'is deprecated'}`,
        fix,
      };
    }),
});
