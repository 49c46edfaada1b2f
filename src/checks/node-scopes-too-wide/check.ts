import { settingCheck, wrong } from '../../cloud/setting-check.ts';
import { gkeNodePool } from '../../cloud/gke.ts';
import { valueOf } from '../../cloud/fact.ts';
import type { Json } from '../../model/json.ts';
import { asStrings } from '../../std/value.ts';

const WIDE = new Set(['cloud-platform', 'compute', 'compute-rw', 'devstorage.full_control', 'storage-full']);

export default settingCheck({
  id: 'node-scopes-too-wide',
  title: 'Default service account of nodes has wide OAuth scopes',
  severity: 'high',
  profile: 'recommended',
  why: 'The default service account is often editor of the project, and only scopes hold it back: with these, a pod that reads the node token can change the project.',
  remedy: 'Give the nodes a service account of their own with few roles; then the scope cloud-platform does no harm.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/access-scopes',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [
    wrong(gkeNodePool.scopes, (value) => tooWide(value).length > 0, {
      unless: (pool) => valueOf(pool, gkeNodePool.serviceAccount) !== 'default',
      says: (value, { label }) => `${label} has ${tooWide(value).join(', ')} with the default service account`,
    }),
  ],
});

/** Scopes are written in full or by their short names. */
function tooWide(value: Json): string[] {
  return asStrings(value).filter((scope) => WIDE.has(scope.slice(scope.lastIndexOf('/') + 1)));
}
