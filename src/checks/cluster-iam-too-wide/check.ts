import { settingCheck } from '../../cloud/setting-check.ts';
import { googleGrants, PROJECT_GRANTS } from '../../cloud/google-iam.ts';
import { asString } from '../../std/value.ts';
import { isSubscription } from '../../cloud/azure-roles.ts';

const ROLES = /^roles\/(container\.(admin|clusterAdmin|developer)|owner|editor)$/;
const WIDE = /^(allUsers|allAuthenticatedUsers|domain:.*)$/;
const ADMINISTRATORS = new Set([
  'Azure Kubernetes Service RBAC Cluster Admin',
  'Azure Kubernetes Service Cluster Admin Role',
]);

export default settingCheck({
  id: 'cluster-iam-too-wide',
  title: 'Roles of clusters are granted to whole organizations or to everyone',
  severity: 'high',
  profile: 'recommended',
  why: 'Every account of the domain, or every Google account there is, can enter the clusters of the project.',
  remedy: 'Grant roles/container.* and the roles of AKS to groups of those who need them, on the cluster.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/iam',
    'https://learn.microsoft.com/en-us/azure/aks/manage-azure-rbac',
  ],
  others: [
    {
      types: PROJECT_GRANTS,
      find: (resource) =>
        googleGrants(resource)
          .filter(({ role, member }) => ROLES.test(role) && WIDE.test(member))
          .map(({ path, role, member }) => ({ path, message: `${role} is granted to ${member}` })),
    },
    {
      types: ['azurerm_role_assignment'],
      find: ({ object }) => {
        const role = asString(object['role_definition_name']) ?? '';
        if (!ADMINISTRATORS.has(role) || !isSubscription(object['scope'])) return [];
        return [
          { path: ['scope'], message: `${role} is granted on every cluster of the subscription`, severity: 'medium' },
        ];
      },
    },
  ],
});
