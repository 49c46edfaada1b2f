import { settingCheck, wrong, off, noneOf } from '../../cloud/setting-check.ts';
import { eksNodeGroup, launchTemplate } from '../../cloud/eks.ts';
import { valueOf } from '../../cloud/fact.ts';
import { usedByNodes } from '../../cloud/pools.ts';

export default settingCheck({
  id: 'imds-v1-allowed',
  title: 'Nodes answer the metadata service without a session token',
  severity: 'high',
  profile: 'recommended',
  why: 'Version 1 of the instance metadata service answers any request: a flaw that makes a pod fetch an address of choice is enough to steal the credentials of the node.',
  remedy: 'Set metadata_options.http_tokens to "required".',
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  rules: [
    wrong(launchTemplate.metadataTokens, noneOf('required'), {
      unless: (part, { inventory }) =>
        valueOf(part, launchTemplate.metadataEndpoint) === 'disabled' || !usedByNodes(part, inventory),
    }),
    wrong(eksNodeGroup.metadataTokens, noneOf('required')),
    wrong(eksNodeGroup.metadataV1Off, off),
  ],
});
