import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { gkeNodePool } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'integrity-monitoring-off',
  title: 'Integrity of the boot of nodes is not watched',
  severity: 'low',
  profile: 'all',
  why: 'Without integrity monitoring a node that booted something else than before looks like any other.',
  remedy: 'Set shielded_instance_config.enable_integrity_monitoring to true (its default).',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/shielded-gke-nodes',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeNodePool.integrityMonitoring, off)],
});
