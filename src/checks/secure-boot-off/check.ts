import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { gkeNodePool } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'secure-boot-off',
  title: 'Nodes boot without Secure Boot',
  severity: 'low',
  profile: 'all',
  why: 'Without Secure Boot a changed boot loader or kernel module starts unseen and outlives a restart.',
  remedy: 'Set shielded_instance_config.enable_secure_boot to true, unless nodes load own unsigned kernel modules.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/shielded-gke-nodes',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeNodePool.secureBoot, off)],
});
