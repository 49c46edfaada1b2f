import { settingCheck, wrong, missing } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'gke-groups-missing',
  title: 'GKE cluster does not know the groups of the organization',
  severity: 'info',
  profile: 'all',
  why: 'Without Google Groups every right is bound to a person, and stays when the person leaves the team.',
  remedy: 'Name the group in authenticator_groups_config.security_group.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/google-groups-rbac',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeCluster.groups, missing)],
});
