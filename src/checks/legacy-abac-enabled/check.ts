import { settingCheck, wrong, on } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'legacy-abac-enabled',
  title: 'GKE cluster grants rights by legacy ABAC',
  severity: 'high',
  profile: 'recommended',
  why: 'Legacy authorization gives every service account of the cluster and every node rights far beyond what RBAC grants, and RBAC can not take them away.',
  remedy: 'Remove enable_legacy_abac, or set it to false.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeCluster.legacyAbac, on)],
});
