import { settingCheck, wrong, on, off, type Problem } from '../../cloud/setting-check.ts';
import { eksNodeGroup } from '../../cloud/eks.ts';
import { gkeCluster, gkeNodePool } from '../../cloud/gke.ts';
import { aksNodePool } from '../../cloud/aks.ts';
import { usedByNodes, publicSubnets, nodesArePrivate } from '../../cloud/pools.ts';
import { isTrue, type Part } from '../../cloud/part.ts';
import { blocks } from '../../cloud/value.ts';

const IN_PUBLIC_SUBNET = ({ base }: Part, subnet: string): Problem => ({
  path: [...base, 'subnet_ids'],
  message: `subnet_ids has ${subnet}, where every machine gets a public address (map_public_ip_on_launch)`,
});

export default settingCheck({
  id: 'nodes-with-public-ip',
  title: 'Nodes have public addresses',
  severity: 'medium',
  profile: 'recommended',
  why: 'A node with a public address is one firewall rule away from having its kubelet, its SSH and its host-network pods on the internet.',
  remedy:
    'Put nodes into private subnets behind a NAT gateway (EKS), set enable_private_nodes (GKE), leave node_public_ip_enabled off (AKS).',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/private-clusters',
    'https://learn.microsoft.com/en-us/azure/aks/use-node-public-ips',
  ],
  rules: [
    wrong(gkeCluster.privateNodes, off, { unless: (part, { inventory }) => nodesArePrivate(part, inventory) }),
    wrong(gkeNodePool.privateNodes, off),
    wrong(aksNodePool.publicAddress, on),
    wrong(eksNodeGroup.privateNetworking, off),
    {
      of: 'eks-node-group',
      find: (part, { inventory }) => publicSubnets(part, inventory).map((subnet) => IN_PUBLIC_SUBNET(part, subnet)),
    },
    {
      of: 'launch-template',
      find: (part, { inventory }) => (usedByNodes(part, inventory) ? publicInterfaces(part) : []),
    },
  ],
});

function publicInterfaces({ resource }: Part): Problem[] {
  return blocks(resource.object, 'network_interfaces')
    .filter(({ value }) => isTrue(value['associate_public_ip_address']))
    .map(({ path }) => ({
      path: [...path, 'associate_public_ip_address'],
      message: 'network_interfaces.associate_public_ip_address is true',
    }));
}
