import { settingCheck, wrong, oneOf } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'gke-security-posture-off',
  title: 'Security posture of the GKE cluster is switched off',
  severity: 'info',
  profile: 'all',
  why: 'The posture dashboard finds workloads that break good practice and, where asked, vulnerable packages in running images.',
  remedy: 'Set security_posture_config.mode to BASIC.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/concepts/about-security-posture-dashboard',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeCluster.securityPosture, oneOf('DISABLED', 1))],
});
