import { settingCheck, wrong, on } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'gke-alpha-cluster',
  title: 'GKE cluster runs alpha features of Kubernetes',
  severity: 'medium',
  profile: 'recommended',
  why: 'Alpha clusters get no upgrades and no security fixes, are outside of every support, and are deleted after 30 days.',
  remedy: 'Remove enable_kubernetes_alpha; make single features available by a newer version instead.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/concepts/alpha-clusters',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeCluster.alpha, on)],
});
