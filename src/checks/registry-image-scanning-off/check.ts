import { settingCheck, wrong, off, oneOf } from '../../cloud/setting-check.ts';
import { scannedByRegistry } from '../../cloud/scanning.ts';
import { ecr, artifactRegistry } from '../../cloud/registry.ts';

export default settingCheck({
  id: 'registry-image-scanning-off',
  title: 'Registry does not scan images for vulnerabilities',
  severity: 'medium',
  profile: 'recommended',
  why: 'Images with known vulnerabilities reach the cluster, and later ones in images that run already go unnoticed.',
  remedy:
    'ECR: scan_on_push, or a scanning configuration of the registry. Artifact Registry: leave vulnerability_scanning_config at INHERITED.',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html',
    'https://cloud.google.com/artifact-registry/docs/analysis',
  ],
  rules: [
    wrong(ecr.scanOnPush, off, { unless: (part, { inventory }) => scannedByRegistry(part, inventory) }),
    wrong(artifactRegistry.scanning, oneOf('DISABLED', 'SCANNING_DISABLED', false, 'false')),
  ],
});
