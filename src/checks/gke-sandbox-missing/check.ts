import { settingCheck, wrong, missing } from '../../cloud/setting-check.ts';
import { gkeNodePool } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'gke-sandbox-missing',
  title: 'GKE node pool runs pods without a sandbox',
  severity: 'info',
  profile: 'all',
  why: 'Code that is not trusted meets the kernel of the node directly; gVisor puts a kernel of its own in between.',
  remedy: 'Run untrusted workloads in a pool of their own with sandbox_config { sandbox_type = "gvisor" }.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/concepts/sandbox-pods',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeNodePool.sandbox, (value) => missing(value) || value === 'UNSPECIFIED')],
});
