import { defineCheck, type Violation } from '../../model/check.ts';
import { asList, asString, at } from '../../std/value.ts';
import { secretVolumeNames } from '../../kubernetes/secret-volumes.ts';
import { containersOf, WORKLOAD_TYPES } from '../../kubernetes/workload.ts';

export default defineCheck({
  id: 'secret-mount-subpath',
  title: 'Mounted secret is not updated',
  severity: 'info',
  category: 'secrets',
  profile: 'all',
  why: 'A file mounted with subPath keeps its first content: after a rotation the container goes on with the old, revoked credential.',
  remedy: 'Mount the whole volume, or restart the pods at each rotation.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod',
    'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['subPath', 'subPathExpr']],

  find(resource) {
    const secrets = secretVolumeNames(resource);
    if (secrets.size === 0) return [];
    const found: Violation[] = [];
    for (const { name, path, spec } of containersOf(resource)) {
      for (const [i, mount] of asList(spec['volumeMounts']).entries()) {
        const volume = asString(at(mount, 'name')) ?? '';
        const field = ['subPath', 'subPathExpr'].find((key) => asString(at(mount, key)));
        if (!field || !secrets.has(volume)) continue;
        found.push({
          path: [...path, 'volumeMounts', i, field],
          message: `container ${name} mounts ${volume} with ${field}`,
        });
      }
    }
    return found;
  },
});
