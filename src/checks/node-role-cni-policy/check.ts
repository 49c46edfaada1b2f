import { settingCheck } from '../../cloud/setting-check.ts';
import { grantRules } from '../../cloud/grants.ts';

export default settingCheck({
  id: 'node-role-cni-policy',
  title: 'All nodes may change network interfaces for the CNI',
  severity: 'info',
  profile: 'all',
  why: 'The rights of the VPC CNI on the role of the nodes are in reach of every pod that reaches the metadata service; they include detaching interfaces of other machines.',
  remedy:
    'Give AmazonEKS_CNI_Policy to the service account aws-node by IRSA or Pod Identity, and take it from the role of the nodes.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  others: [
    ...grantRules({
      aws: (grant) =>
        grant.use === 'nodes' && 'managed' in grant && grant.managed === 'AmazonEKS_CNI_Policy'
          ? { says: `${grant.managed} is a right` }
          : undefined,
    }),
  ],
});
