import { RESTRICTED_VOLUMES, volumesOf, type Volume } from '../../kubernetes/pod-security/volumes.ts';
import { perPod } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'restricted-volume-types',
  title: 'Volume has a type that the restricted level forbids',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'Volume types that reach into the node or straight to a storage system bypass the claims, quotas and access rules of the cluster; a namespace that enforces the restricted level refuses the pod.',
  remedy:
    'Use a PersistentVolumeClaim, or one of configMap, csi, downwardAPI, emptyDir, ephemeral, image, projected and secret.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://kubernetes.io/docs/concepts/storage/volumes/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['volumes']],
  find: (resource) =>
    perPod(resource, (workload) => {
      const bad = volumesOf(workload).filter(isForbidden);
      return bad.map(({ name, types: [type = ''], path }) => {
        return { path: [...path, type], message: `volume "${name}" is of type ${type}` };
      });
    }),
});

function isForbidden({ types }: Volume): boolean {
  return types.length > 0 && !types.some((known) => RESTRICTED_VOLUMES.includes(known));
}
