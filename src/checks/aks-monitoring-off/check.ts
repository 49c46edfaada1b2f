import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { aksCluster } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'aks-monitoring-off',
  title: 'AKS cluster sends no logs and metrics anywhere',
  severity: 'low',
  profile: 'all',
  why: 'Logs of containers and metrics of nodes are gone with the pod; abuse of the cluster goes unseen.',
  remedy: 'Add oms_agent (Container Insights) or monitor_metrics (managed Prometheus).',
  references: [
    'https://learn.microsoft.com/en-us/azure/aks/monitor-aks',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster',
  ],
  rules: [wrong(aksCluster.containerInsights, (value) => value === null), wrong(aksCluster.containerInsightsOn, off)],
});
