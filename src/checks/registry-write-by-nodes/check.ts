import { settingCheck } from '../../cloud/setting-check.ts';
import { grantRules, covers } from '../../cloud/grants.ts';
import type { Json } from '../../model/json.ts';

const AWS = new Set([
  'AmazonEC2ContainerRegistryFullAccess',
  'AmazonEC2ContainerRegistryPowerUser',
  'AmazonElasticContainerRegistryPublicFullAccess',
  'AmazonElasticContainerRegistryPublicPowerUser',
]);
const WRITES = ['ecr:PutImage', 'ecr:InitiateLayerUpload', 'ecr:BatchDeleteImage', 'ecr:SetRepositoryPolicy'];
const GOOGLE = new Set([
  'roles/artifactregistry.writer',
  'roles/artifactregistry.repoAdmin',
  'roles/artifactregistry.admin',
  'roles/storage.admin',
  'roles/storage.objectAdmin',
]);

export default settingCheck({
  id: 'registry-write-by-nodes',
  title: 'Nodes may change the images of the registry',
  severity: 'high',
  profile: 'recommended',
  why: 'A taken node can replace the image of any workload, and so get into every cluster that pulls from the registry.',
  remedy: 'Give nodes read access only: AmazonEC2ContainerRegistryPullOnly, roles/artifactregistry.reader, AcrPull.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
    'https://cloud.google.com/artifact-registry/docs/access-control',
    'https://learn.microsoft.com/en-us/azure/container-registry/container-registry-rbac-built-in-roles-overview',
  ],
  others: [
    ...grantRules({
      aws: (grant) => {
        if (grant.use !== 'nodes') return undefined;
        if ('managed' in grant) return AWS.has(grant.managed) ? { says: `${grant.managed} is a right` } : undefined;
        const { actions, allBut } = grant.statement;
        const writing = allBut
          ? []
          : actions.filter((action) => action !== '*' && WRITES.some((write) => covers(action, write)));
        return writing.length > 0 ? { says: `${writing.join(', ')} is a right` } : undefined;
      },
      google: ({ role }, use) => (use === 'nodes' && GOOGLE.has(role) ? { says: `${role} is a role` } : undefined),
      googleTypes: [
        'google_artifact_registry_repository_iam_member',
        'google_artifact_registry_repository_iam_binding',
      ],
      azure: ({ role, use }, { object }) => {
        const registry = mentionsRegistry(object['scope']);
        const writes = role === 'AcrPush' || (registry && (role === 'Contributor' || role === 'Owner'));
        return use !== 'pods' && writes
          ? { says: `${role}${registry ? ' of the registry' : ''} is a role` }
          : undefined;
      },
    }),
  ],
});

function mentionsRegistry(scope: Json | undefined): boolean {
  return /azurerm_container_registry\.|Microsoft\.ContainerRegistry\/registries\//i.test(JSON.stringify(scope ?? ''));
}
