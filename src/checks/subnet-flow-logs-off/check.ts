import { settingCheck } from '../../cloud/setting-check.ts';
import { refersTo } from '../../cloud/references.ts';
import { setting } from '../../cloud/value.ts';

export default settingCheck({
  id: 'subnet-flow-logs-off',
  title: 'Subnet of the cluster keeps no flow logs',
  severity: 'low',
  profile: 'all',
  why: 'Without flow logs nobody can tell afterwards what a taken pod talked to.',
  remedy: 'Add log_config to the subnetwork.',
  references: [
    'https://cloud.google.com/vpc/docs/using-flow-logs',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_subnetwork',
  ],
  others: [
    {
      types: ['google_compute_subnetwork'],
      find: (resource, { inventory }) => {
        const logs = setting(resource.object, 'log_config');
        const used = inventory
          .ofType('google_container_cluster')
          .some((cluster) => refersTo(cluster, cluster.object['subnetwork'], resource) === true);
        return used && logs.state === 'absent' ? [{ path: logs.path, message: 'log_config is not set' }] : [];
      },
    },
  ],
});
