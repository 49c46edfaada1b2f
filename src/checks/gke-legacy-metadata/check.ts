import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { gkeNodePool } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'gke-legacy-metadata',
  title: 'GKE nodes serve the legacy metadata endpoints',
  severity: 'high',
  profile: 'recommended',
  why: 'The legacy endpoints ask for no special header, so a flaw that makes a pod fetch an address of choice is enough to steal the token of the node.',
  remedy:
    'Set disable-legacy-endpoints to "true" in the metadata of the nodes, or leave it out: that is the default since 1.12.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/protecting-cluster-metadata',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeNodePool.legacyEndpointsOff, off)],
});
