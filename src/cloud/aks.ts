import type { Fact } from './fact.ts';

/*
 * Settings of AKS clusters and node pools. Defaults: registry.terraform.io/providers/hashicorp/azurerm
 * (azurerm_kubernetes_cluster of v4, with the names of v3 and v2 after it) and the ARM reference of
 * Microsoft.ContainerService/managedClusters.
 */

const cluster = 'aks-cluster';
const OFF = { absent: false } as const;

export const aksCluster = {
  private: {
    of: cluster,
    paths: { terraform: 'private_cluster_enabled', api: 'apiServerAccessProfile.enablePrivateCluster' },
    ...OFF,
  },
  authorizedRanges: {
    of: cluster,
    paths: {
      terraform: 'api_server_access_profile.authorized_ip_ranges|api_server_authorized_ip_ranges',
      api: 'apiServerAccessProfile.authorizedIPRanges',
    },
    absent: [],
  },
  localAccountsOff: {
    of: cluster,
    paths: { terraform: 'local_account_disabled', api: 'disableLocalAccounts' },
    ...OFF,
  },
  entra: {
    of: cluster,
    paths: {
      terraform: 'azure_active_directory_role_based_access_control|role_based_access_control.azure_active_directory',
      api: 'aadProfile',
    },
    absent: null,
  },
  azureRbac: {
    of: cluster,
    paths: {
      terraform:
        'azure_active_directory_role_based_access_control.azure_rbac_enabled|role_based_access_control.azure_active_directory.azure_rbac_enabled',
      api: 'aadProfile.enableAzureRBAC',
    },
    ...OFF,
  },
  rbac: {
    of: cluster,
    paths: {
      terraform: 'role_based_access_control_enabled|role_based_access_control.enabled',
      api: 'enableRBAC',
    },
    absent: true,
    omitted: undefined,
  },
  networkPolicy: {
    of: cluster,
    paths: { terraform: 'network_profile.network_policy', api: 'networkProfile.networkPolicy' },
    absent: null,
  },
  dataPlane: {
    of: cluster,
    paths: {
      terraform: 'network_profile.network_data_plane|network_profile.ebpf_data_plane',
      api: 'networkProfile.networkDataplane',
    },
    absent: 'azure',
  },
  secretsKey: {
    of: cluster,
    paths: { terraform: 'key_management_service.key_vault_key_id' },
    absent: null,
  },
  secretsKeyOn: { of: cluster, paths: { api: 'securityProfile.azureKeyVaultKms.enabled' }, ...OFF },
  keyVaultProvider: {
    of: cluster,
    paths: { terraform: 'key_vault_secrets_provider' },
    absent: null,
  },
  keyVaultProviderOn: { of: cluster, paths: { api: 'addonProfiles.azureKeyvaultSecretsProvider.enabled' }, ...OFF },
  policy: {
    of: cluster,
    paths: {
      terraform: 'azure_policy_enabled|addon_profile.azure_policy.enabled',
      api: 'addonProfiles.azurepolicy.enabled',
    },
    ...OFF,
  },
  defender: { of: cluster, paths: { terraform: 'microsoft_defender' }, absent: null },
  defenderOn: { of: cluster, paths: { api: 'securityProfile.defender.securityMonitoring.enabled' }, ...OFF },
  containerInsights: {
    of: cluster,
    paths: { terraform: 'oms_agent|addon_profile.oms_agent|monitor_metrics' },
    absent: null,
  },
  containerInsightsOn: {
    of: cluster,
    paths: { api: 'addonProfiles.omsagent.enabled|azureMonitorProfile.metrics.enabled' },
    ...OFF,
  },
  workloadIdentity: {
    of: cluster,
    paths: { terraform: 'workload_identity_enabled', api: 'securityProfile.workloadIdentity.enabled' },
    ...OFF,
  },
  runCommand: { of: cluster, paths: { terraform: 'run_command_enabled' }, absent: true },
  runCommandOff: { of: cluster, paths: { api: 'apiServerAccessProfile.disableRunCommand' }, ...OFF },
  upgradeChannel: {
    of: cluster,
    paths: {
      terraform: 'automatic_upgrade_channel|automatic_channel_upgrade',
      api: 'autoUpgradeProfile.upgradeChannel',
    },
    absent: 'none',
  },
  nodeUpgradeChannel: {
    of: cluster,
    paths: {
      terraform: 'node_os_upgrade_channel|node_os_channel_upgrade',
      api: 'autoUpgradeProfile.nodeOSUpgradeChannel',
    },
  },
  diskEncryptionSet: {
    of: cluster,
    paths: { terraform: 'disk_encryption_set_id', api: 'diskEncryptionSetID' },
    absent: null,
  },
  dashboard: {
    of: cluster,
    paths: { terraform: 'addon_profile.kube_dashboard.enabled', api: 'addonProfiles.kubeDashboard.enabled' },
    ...OFF,
  },
  servicePrincipal: {
    of: cluster,
    paths: { terraform: 'service_principal.client_id', api: 'servicePrincipalProfile.clientId' },
  },
  supportPlan: { of: cluster, paths: { terraform: 'support_plan', api: 'supportPlan' }, absent: 'KubernetesOfficial' },
  version: {
    of: cluster,
    paths: { terraform: 'kubernetes_version', api: 'currentKubernetesVersion|kubernetesVersion' },
  },
} as const satisfies Readonly<Record<string, Fact>>;

const pool = 'aks-node-pool';

export const aksNodePool = {
  publicAddress: {
    of: pool,
    paths: { terraform: 'node_public_ip_enabled|enable_node_public_ip', api: 'enableNodePublicIP' },
    ...OFF,
  },
  hostEncryption: {
    of: pool,
    paths: { terraform: 'host_encryption_enabled|enable_host_encryption', api: 'enableEncryptionAtHost' },
    ...OFF,
  },
  osDisk: { of: pool, paths: { terraform: 'os_disk_type', api: 'osDiskType' }, absent: 'Managed', omitted: undefined },
  osImage: { of: pool, paths: { terraform: 'os_sku', api: 'osSKU' } },
  version: { of: pool, paths: { terraform: 'orchestrator_version', api: 'currentOrchestratorVersion' } },
} as const satisfies Readonly<Record<string, Fact>>;
