import { settingCheck, wrong, on } from '../../cloud/setting-check.ts';
import { azureRegistry } from '../../cloud/registry.ts';
import { valueOf } from '../../cloud/fact.ts';

export default settingCheck({
  id: 'registry-public-network',
  title: 'Registry is reached from every network',
  severity: 'low',
  profile: 'all',
  why: 'A stolen token of the registry works from anywhere.',
  remedy:
    'Set public_network_access_enabled to false with a private endpoint, or network_rule_set.default_action to Deny.',
  references: [
    'https://learn.microsoft.com/en-us/azure/container-registry/container-registry-private-link',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/container_registry',
  ],
  rules: [
    wrong(azureRegistry.publicNetwork, on, {
      unless: (part) => valueOf(part, azureRegistry.networkDefault) === 'Deny',
    }),
  ],
});
