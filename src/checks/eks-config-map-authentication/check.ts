import { settingCheck, wrong, oneOf } from '../../cloud/setting-check.ts';
import { eksCluster } from '../../cloud/eks.ts';

export default settingCheck({
  id: 'eks-config-map-authentication',
  title: 'Entry to the EKS cluster is decided by a ConfigMap',
  severity: 'low',
  profile: 'all',
  why: 'Whoever may change the ConfigMap aws-auth makes any IAM identity a cluster administrator, unseen by IAM and CloudTrail; access entries are kept and logged by AWS.',
  remedy:
    'Set access_config.authentication_mode to API (by way of API_AND_CONFIG_MAP), and move the mappings to access entries.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_cluster',
  ],
  rules: [wrong(eksCluster.authenticationMode, oneOf('CONFIG_MAP'))],
});
