import type { Fact } from './fact.ts';

/*
 * Settings of image registries. Defaults: aws_ecr_repository, google_artifact_registry_repository and
 * azurerm_container_registry on registry.terraform.io.
 */

export const ecr = {
  scanOnPush: {
    of: 'ecr-repository',
    paths: {
      terraform: 'image_scanning_configuration.scan_on_push',
      api: 'imageScanningConfiguration.scanOnPush',
    },
    absent: false,
  },
  mutability: {
    of: 'ecr-repository',
    paths: { terraform: 'image_tag_mutability', api: 'imageTagMutability' },
    absent: 'MUTABLE',
    omitted: undefined,
  },
  encryption: {
    of: 'ecr-repository',
    paths: { terraform: 'encryption_configuration.encryption_type', api: 'encryptionConfiguration.encryptionType' },
    absent: 'AES256',
    omitted: undefined,
  },
  name: { of: 'ecr-repository', paths: { terraform: 'name', api: 'repositoryName' } },
} as const satisfies Readonly<Record<string, Fact>>;

export const artifactRegistry = {
  scanning: {
    of: 'gar-repository',
    paths: {
      terraform: 'vulnerability_scanning_config.enablement_config',
      api: 'vulnerabilityScanningConfig.enablementConfig|vulnerabilityScanningConfig.enableVulnerabilityScanning',
    },
  },
  immutableTags: {
    of: 'gar-repository',
    paths: { terraform: 'docker_config.immutable_tags', api: 'dockerConfig.immutableTags' },
    absent: false,
  },
  format: { of: 'gar-repository', paths: { terraform: 'format', api: 'format' } },
  key: { of: 'gar-repository', paths: { terraform: 'kms_key_name', api: 'kmsKeyName' }, absent: null },
} as const satisfies Readonly<Record<string, Fact>>;

export const azureRegistry = {
  adminUser: { of: 'azure-registry', paths: { terraform: 'admin_enabled' }, absent: false },
  anonymousPull: { of: 'azure-registry', paths: { terraform: 'anonymous_pull_enabled' }, absent: false },
  publicNetwork: { of: 'azure-registry', paths: { terraform: 'public_network_access_enabled' }, absent: true },
  networkDefault: { of: 'azure-registry', paths: { terraform: 'network_rule_set.default_action' } },
  key: { of: 'azure-registry', paths: { terraform: 'encryption.key_vault_key_id' }, absent: null },
} as const satisfies Readonly<Record<string, Fact>>;
