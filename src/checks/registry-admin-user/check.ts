import { settingCheck, wrong, on } from '../../cloud/setting-check.ts';
import { azureRegistry } from '../../cloud/registry.ts';

export default settingCheck({
  id: 'registry-admin-user',
  title: 'Registry has an administrator with a shared password',
  severity: 'medium',
  profile: 'recommended',
  why: 'The admin user is one password for pull and push that everyone shares, that names nobody and that nothing rotates.',
  remedy: 'Set admin_enabled to false, and give identities the roles AcrPull and AcrPush.',
  references: [
    'https://learn.microsoft.com/en-us/azure/container-registry/container-registry-authentication',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/container_registry',
  ],
  rules: [wrong(azureRegistry.adminUser, on)],
});
