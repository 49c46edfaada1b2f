import { settingCheck } from '../../cloud/setting-check.ts';
import { anyResource } from '../../cloud/aws-iam.ts';
import { grantRules } from '../../cloud/grants.ts';

export default settingCheck({
  id: 'cloud-rights-wildcard',
  title: 'Cluster has all rights of a cloud service',
  severity: 'medium',
  profile: 'all',
  why: 'A taken node or pod can do everything with the service in the whole account: read every bucket, start and stop every machine.',
  remedy: 'Name the actions, and the resources by their ARN.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  others: [
    ...grantRules({
      aws: (grant) => {
        if ('managed' in grant) return isFull(grant.managed) ? { says: `${grant.managed} is a right` } : undefined;
        const { actions, allBut } = grant.statement;
        if (!anyResource(grant.statement)) return undefined;
        if (allBut) return { says: `every action but ${actions.join(', ')} on every resource is a right` };
        const services = actions.filter((action) => /^[a-z0-9-]+:\*$/i.test(action));
        return services.length > 0 ? { says: `${services.join(', ')} on every resource is a right` } : undefined;
      },
    }),
  ],
});

/** Policies of AWS for a whole service; registries and administration have rules of their own. */
function isFull(policy: string): boolean {
  return policy.endsWith('FullAccess') && policy !== 'IAMFullAccess' && !policy.includes('ContainerRegistry');
}
