import { settingCheck, wrong, missing, oneOf } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'gke-monitoring-off',
  title: 'GKE cluster sends no metrics to Cloud Monitoring',
  severity: 'low',
  profile: 'all',
  why: 'Without metrics of the system components, abuse of the cluster (crypto mining, a flood of requests) goes unseen.',
  remedy: 'Leave monitoring_service at its default, and list SYSTEM_COMPONENTS in monitoring_config.enable_components.',
  references: [
    'https://cloud.google.com/stackdriver/docs/solutions/gke/installing',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeCluster.monitoringService, oneOf('none')), wrong(gkeCluster.monitoringComponents, missing)],
});
