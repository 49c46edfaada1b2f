import { settingCheck, wrong, missing, oneOf } from '../../cloud/setting-check.ts';
import { ecr, artifactRegistry, azureRegistry } from '../../cloud/registry.ts';

export default settingCheck({
  id: 'registry-without-own-key',
  title: 'Images of the registry are not encrypted with an own key',
  severity: 'info',
  profile: 'all',
  why: 'The provider encrypts images with its own keys; only a key of your own can be withdrawn and shows who used it.',
  remedy: 'Name a key: encryption_configuration with KMS (ECR), kms_key_name (Artifact Registry), encryption (ACR).',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html',
    'https://cloud.google.com/artifact-registry/docs/cmek',
    'https://learn.microsoft.com/en-us/azure/container-registry/tutorial-enable-customer-managed-keys',
  ],
  rules: [
    wrong(ecr.encryption, oneOf('AES256')),
    wrong(artifactRegistry.key, missing),
    wrong(azureRegistry.key, missing),
  ],
});
