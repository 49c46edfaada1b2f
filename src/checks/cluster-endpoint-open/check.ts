import { settingCheck, wrong, missing } from '../../cloud/setting-check.ts';
import { eksCluster } from '../../cloud/eks.ts';
import { gkeCluster } from '../../cloud/gke.ts';
import { aksCluster } from '../../cloud/aks.ts';
import { admitsEveryone, privateAlready } from '../../cloud/endpoints.ts';
import type { Json } from '../../model/json.ts';

export default settingCheck({
  id: 'cluster-endpoint-open',
  title: 'API server is open to every address of the internet',
  severity: 'high',
  profile: 'recommended',
  why: 'Anyone can reach the API server, try stolen credentials on it and use the next flaw in its authentication before it is patched.',
  remedy:
    'Make the endpoint private, or name the networks that may reach it (public_access_cidrs, master_authorized_networks_config, authorized_ip_ranges).',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks',
    'https://learn.microsoft.com/en-us/azure/aks/api-server-authorized-ip-ranges',
  ],
  covers: ['cluster-endpoint-public'],
  rules: [
    wrong(eksCluster.publicCidrs, admitsEveryone, {
      unless: privateAlready,
      so: 'so every address reaches the API server',
    }),
    wrong(gkeCluster.authorizedNetworks, admitsEveryone, { unless: privateAlready, says: sayNetworks }),
    wrong(aksCluster.authorizedRanges, (value) => missing(value) || admitsEveryone(value), {
      unless: privateAlready,
      so: 'so every address reaches the API server',
    }),
  ],
});

function sayNetworks(value: Json): string {
  return value === null
    ? 'master_authorized_networks_config is not set, so every address reaches the API server'
    : 'the authorized networks include every address';
}
