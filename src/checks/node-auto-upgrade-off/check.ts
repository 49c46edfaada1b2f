import { settingCheck, wrong, off, oneOf } from '../../cloud/setting-check.ts';
import { gkeNodePool } from '../../cloud/gke.ts';
import { aksCluster } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'node-auto-upgrade-off',
  title: 'Cluster or its nodes are not upgraded automatically',
  severity: 'medium',
  profile: 'all',
  why: 'Nodes that wait for someone to upgrade them keep kernels and kubelets with published vulnerabilities.',
  remedy:
    'Set management.auto_upgrade to true on GKE; choose an automatic_upgrade_channel and a node_os_upgrade_channel on AKS.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/node-auto-upgrades',
    'https://learn.microsoft.com/en-us/azure/aks/auto-upgrade-cluster',
    'https://learn.microsoft.com/en-us/azure/aks/auto-upgrade-node-os-image',
  ],
  rules: [
    wrong(gkeNodePool.autoUpgrade, off),
    wrong(aksCluster.nodeUpgradeChannel, oneOf('None', 'Unmanaged')),
    wrong(aksCluster.upgradeChannel, oneOf('none', 'None')),
  ],
});
