import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { eksCluster } from '../../cloud/eks.ts';

export default settingCheck({
  id: 'eks-private-endpoint-off',
  title: 'Nodes reach the EKS API server over its public endpoint',
  severity: 'low',
  profile: 'all',
  why: 'Without the private endpoint the traffic of nodes to the control plane leaves the VPC, and the public endpoint can not be closed.',
  remedy: 'Set endpoint_private_access to true.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_cluster',
  ],
  rules: [wrong(eksCluster.privateEndpoint, off)],
});
