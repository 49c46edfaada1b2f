import { settingCheck, wrong } from '../../cloud/setting-check.ts';
import { gkeNodePool } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'gke-node-image-not-cos',
  title: 'GKE nodes run another system than Container-Optimized OS',
  severity: 'low',
  profile: 'all',
  why: 'Container-Optimized OS has a read-only, verified root and nearly nothing to exploit; general systems bring packages, a shell and a package manager.',
  remedy: 'Use image_type COS_CONTAINERD where no workload needs another system.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/concepts/node-images',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeNodePool.image, (value) => typeof value === 'string' && !/^(cos|windows)/i.test(value))],
});
