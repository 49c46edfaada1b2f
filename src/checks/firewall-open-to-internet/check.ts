import { settingCheck } from '../../cloud/setting-check.ts';
import { openings, FIREWALL_TYPES, runsCluster } from '../../cloud/firewalls.ts';

export default settingCheck({
  id: 'firewall-open-to-internet',
  title: 'Firewall lets the internet to ports of the nodes',
  severity: 'high',
  profile: 'recommended',
  why: 'SSH, the kubelet and etcd are one stolen key or one flaw away from control over the node; scanners find an open port within minutes.',
  remedy: 'Name the networks that need the port, or close it and use the session service of the cloud.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html',
    'https://cloud.google.com/kubernetes-engine/docs/concepts/firewall-rules',
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group',
  ],
  others: [
    {
      types: FIREWALL_TYPES,
      find: (resource, { inventory }) =>
        runsCluster(resource, inventory)
          ? openings(resource).map(({ path, what }) => ({
              path,
              message: `every address of the internet reaches ${what}`,
            }))
          : [],
    },
  ],
});
