import { settingCheck, wrong, on, off } from '../../cloud/setting-check.ts';
import { eksCluster } from '../../cloud/eks.ts';
import { gkeCluster } from '../../cloud/gke.ts';
import { aksCluster } from '../../cloud/aks.ts';
import { valueOf } from '../../cloud/fact.ts';

export default settingCheck({
  id: 'cluster-endpoint-public',
  title: 'API server has a public endpoint',
  severity: 'medium',
  profile: 'all',
  why: 'An endpoint with a public address is in reach of everyone who gets hold of a credential; a private one also needs a way into the network.',
  remedy: 'Switch the public endpoint off and reach the API server through the network, a VPN or a bastion.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/private-clusters',
    'https://learn.microsoft.com/en-us/azure/aks/private-clusters',
  ],
  rules: [
    wrong(eksCluster.publicEndpoint, on),
    wrong(gkeCluster.privateEndpoint, off, { unless: (part) => valueOf(part, gkeCluster.addressEndpoint) === false }),
    wrong(aksCluster.private, off),
  ],
});
