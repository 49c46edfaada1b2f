import { settingCheck, wrong } from '../../cloud/setting-check.ts';
import { eksNodeGroup, launchTemplate } from '../../cloud/eks.ts';
import { valueOf } from '../../cloud/fact.ts';
import { usedByNodes } from '../../cloud/pools.ts';

export default settingCheck({
  id: 'imds-hop-limit-high',
  title: 'Pods reach the metadata service of their node',
  severity: 'medium',
  profile: 'all',
  why: 'With a hop limit above 1 the answers of the metadata service reach pods in their own network: each of them can act as the node.',
  remedy:
    'Set metadata_options.http_put_response_hop_limit to 1, and give pods their own identity with Pod Identity or IRSA.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template',
  ],
  rules: [
    wrong(launchTemplate.metadataHops, (value) => Number(value) > 1, {
      unless: (part, { inventory }) =>
        valueOf(part, launchTemplate.metadataEndpoint) === 'disabled' || !usedByNodes(part, inventory),
    }),
    wrong(eksNodeGroup.metadataHops, (value) => Number(value) > 1),
  ],
});
