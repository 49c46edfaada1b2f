import { settingCheck, wrong, on } from '../../cloud/setting-check.ts';
import { eksCluster } from '../../cloud/eks.ts';

export default settingCheck({
  id: 'eks-creator-is-administrator',
  title: 'Whoever creates the EKS cluster stays its administrator',
  severity: 'info',
  profile: 'all',
  why: 'The identity that ran Terraform keeps the rights of cluster administrator without an entry that anyone would review; in a pipeline that is every job.',
  remedy:
    'Set access_config.bootstrap_cluster_creator_admin_permissions to false, and write access entries for those who need one.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_cluster',
  ],
  rules: [wrong(eksCluster.creatorIsAdmin, on)],
});
