import { settingCheck, type Problem } from '../../cloud/setting-check.ts';
import { blocks, setting } from '../../cloud/value.ts';
import type { Json } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asString, asStrings, at } from '../../std/value.ts';

const MASTERS = 'system:masters';

export default settingCheck({
  id: 'eks-cluster-admin-granted',
  title: 'Identity is made administrator of the EKS cluster',
  severity: 'medium',
  profile: 'all',
  why: 'Whoever gets hold of this identity has every right in the cluster, whatever RBAC says; a mapping to system:masters can not even be taken away by it.',
  remedy: 'Grant AmazonEKSAdminPolicy or AmazonEKSEditPolicy for namespaces, or groups that are bound to narrow roles.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  others: [
    {
      types: ['aws_eks_access_policy_association'],
      find: ({ object }) => {
        const scope = setting(object, 'access_scope.type');
        if (!isAdmin(object['policy_arn']) || scope.state !== 'set' || scope.value !== 'cluster') return [];
        return [{ path: ['policy_arn'], message: 'AmazonEKSClusterAdminPolicy is granted for the whole cluster' }];
      },
    },
    { types: ['ConfigMap'], find: mappings },
    {
      types: ['ClusterConfig.eksctl.io'],
      find: ({ object }) =>
        blocks(object, 'iamIdentityMappings')
          .filter(({ value }) => asStrings(value['groups']).includes(MASTERS))
          .map(({ path }) => ({ path: [...path, 'groups'], message: `the groups of the mapping have ${MASTERS}` })),
    },
  ],
});

function isAdmin(arn: Json | undefined): boolean {
  return asString(arn)?.endsWith('/AmazonEKSClusterAdminPolicy') ?? false;
}

/** The mappings of the ConfigMap aws-auth are YAML in text. */
function mappings({ name, namespace, object }: Resource): Problem[] {
  if (name !== 'aws-auth' || !['kube-system', ''].includes(namespace)) return [];
  return ['mapRoles', 'mapUsers']
    .filter((key) => (asString(at(object, 'data', key)) ?? '').includes(MASTERS))
    .map((key) => ({ path: ['data', key], message: `${key} puts identities into ${MASTERS}` }));
}
