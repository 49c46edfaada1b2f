import { settingCheck } from '../../cloud/setting-check.ts';
import { anyResource, type Grant } from '../../cloud/aws-iam.ts';
import { grantRules } from '../../cloud/grants.ts';
import type { Severity } from '../../model/severity.ts';

type Levels = Readonly<Record<string, Severity>>;

const MANAGED_ADMIN: Levels = { AdministratorAccess: 'critical', IAMFullAccess: 'critical', PowerUserAccess: 'high' };
const PRIMITIVE: Levels = { 'roles/owner': 'critical', 'roles/editor': 'high' };
const AZURE_ADMIN: Levels = {
  Owner: 'critical',
  'User Access Administrator': 'critical',
  'Role Based Access Control Administrator': 'critical',
  Contributor: 'high',
};

export default settingCheck({
  id: 'cloud-admin-rights',
  title: 'Cluster can administer the cloud account',
  severity: 'critical',
  profile: 'recommended',
  why: 'Whoever takes over one node or pod that acts as this identity owns the account: its data, its other clusters, its users.',
  remedy: 'Grant the single actions that the workload needs, on the resources that it needs.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/service-accounts',
    'https://learn.microsoft.com/en-us/azure/aks/concepts-identity',
  ],
  covers: ['cloud-rights-wildcard', 'cloud-rights-escalating'],
  others: [
    ...grantRules({
      aws: (grant) => {
        const right = adminRight(grant);
        return right && { ...right, severity: grant.use === 'the control plane' ? 'medium' : right.severity };
      },
      google: ({ role }) => PRIMITIVE[role] && { says: `${role} is a role`, severity: PRIMITIVE[role] },
      azure: ({ role, scope }) =>
        scope === 'subscription' && AZURE_ADMIN[role]
          ? { says: `${role} of the whole subscription is a role`, severity: AZURE_ADMIN[role] }
          : undefined,
    }),
  ],
});

/** The control plane is run by AWS: its role is harder to get at than those of nodes and pods. */
function adminRight(grant: Grant): { readonly says: string; readonly severity: Severity } | undefined {
  if ('managed' in grant) {
    const severity = MANAGED_ADMIN[grant.managed];
    return severity && { says: `${grant.managed} is a right`, severity };
  }
  const { actions, allBut } = grant.statement;
  const all = !allBut && actions.some((action) => action === '*' || action === '*:*');
  return all && anyResource(grant.statement)
    ? { says: 'every action on every resource is a right', severity: 'critical' }
    : undefined;
}
