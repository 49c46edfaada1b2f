import { settingCheck, wrong, on, off } from '../../cloud/setting-check.ts';
import { aksCluster } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'aks-run-command-on',
  title: 'Azure may run commands in the AKS cluster',
  severity: 'low',
  profile: 'all',
  why: 'az aks command invoke runs commands as cluster administrator from outside of the network: rights in Azure alone pass by the private endpoint.',
  remedy: 'Set run_command_enabled to false.',
  references: [
    'https://learn.microsoft.com/en-us/azure/aks/access-private-cluster',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster',
  ],
  rules: [wrong(aksCluster.runCommand, on), wrong(aksCluster.runCommandOff, off)],
});
