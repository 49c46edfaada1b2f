import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { aksCluster } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'aks-defender-off',
  title: 'Microsoft Defender does not watch the AKS cluster',
  severity: 'low',
  profile: 'all',
  why: 'Defender for Containers scans the images of the registries and the running pods for vulnerabilities, and raises alerts on attacks.',
  remedy: 'Add microsoft_defender with a Log Analytics workspace.',
  references: [
    'https://learn.microsoft.com/en-us/azure/defender-for-cloud/defender-for-containers-introduction',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster',
  ],
  rules: [wrong(aksCluster.defender, (value) => value === null), wrong(aksCluster.defenderOn, off)],
});
