import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { aksCluster } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'aks-policy-off',
  title: 'AKS cluster does not enforce Azure Policy',
  severity: 'low',
  profile: 'all',
  why: "Without the add-on the organization's policies for pods are neither enforced nor audited in the cluster.",
  remedy: 'Set azure_policy_enabled to true, and assign the pod security initiative.',
  references: [
    'https://learn.microsoft.com/en-us/azure/governance/policy/concepts/policy-for-kubernetes',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster',
  ],
  rules: [wrong(aksCluster.policy, off)],
});
