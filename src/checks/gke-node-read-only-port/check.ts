import { settingCheck, wrong, on } from '../../cloud/setting-check.ts';
import { gkeNodePool } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'gke-node-read-only-port',
  title: 'Kubelets of GKE nodes serve the read-only port',
  severity: 'medium',
  profile: 'recommended',
  why: 'Port 10255 tells every pod on the network which pods, images and environment run on the node, without any authentication.',
  remedy: 'Set insecure_kubelet_readonly_port_enabled to "FALSE".',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/disable-kubelet-readonly-port',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeNodePool.readOnlyPort, on)],
});
