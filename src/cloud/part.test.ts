import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { aksNodePool } from './aks.ts';
import { eksCluster, eksNodeGroup } from './eks.ts';
import { read, valueOf } from './fact.ts';
import { gkeCluster, gkeNodePool } from './gke.ts';
import { partsOf } from './part.ts';

const EKS_MODULE = 'module.terraform-aws-modules/eks/aws';

describe('partsOf', () => {
  it('finds a cluster and the pools within it', () => {
    const cluster = resource('ClusterDescribe.management.azure.com', {
      data: { properties: { agentPoolProfiles: [{ name: 'system' }, 'junk', { name: 'web' }] } },
    });

    const parts = partsOf(cluster);

    expect(parts.map(({ kind, where }) => [kind, where])).toEqual([
      ['aks-cluster', ''],
      ['aks-node-pool', 'node pool system: '],
      ['aks-node-pool', 'node pool web: '],
    ]);
    expect(parts[2]?.base).toEqual(['data', 'properties', 'agentPoolProfiles', 2]);
  });

  it('takes the node groups of the EKS module by name', () => {
    const eks = resource(EKS_MODULE, { eks_managed_node_groups: { web: { ami_type: 'AL2_x86_64' }, jobs: {} } });

    const parts = partsOf(eks);

    expect(parts.map(({ kind, where }) => [kind, where])).toEqual([
      ['eks-cluster', ''],
      ['eks-node-group', 'node pool web: '],
      ['eks-node-group', 'node pool jobs: '],
    ]);
    expect(valueOf(parts[1]!, eksNodeGroup.image)).toBe('AL2_x86_64');
  });

  it.each([
    ['a cluster of its own words', { node_config: [{}] }, 2],
    ['a number of nodes', { initial_node_count: 3 }, 2],
    ['a default pool that is removed', { initial_node_count: 1, remove_default_node_pool: true }, 1],
    ['a removal that is not known', { initial_node_count: 1, remove_default_node_pool: { $unknown: 'var.x' } }, 1],
    ['Autopilot', { enable_autopilot: true, initial_node_count: 1 }, 1],
    ['Autopilot that is not known', { enable_autopilot: { $unknown: 'var.x' }, initial_node_count: 1 }, 1],
    ['listed pools', { node_pool: [{ name: 'a' }, { name: 'b' }] }, 3],
  ])('knows the pools of a GKE cluster with %s', (_, object, count) => {
    expect(partsOf(resource('google_container_cluster', object))).toHaveLength(count);
  });

  it('answers for descriptions that are nothing like one', () => {
    for (const data of [undefined, null, 'x', [], [[]], { nodePools: 'x' }, { Cluster: 7 }]) {
      const found = ['eks.amazonaws.com', 'container.googleapis.com', 'management.azure.com'].map((group) =>
        partsOf(resource(`ClusterDescribe.${group}`, { data })),
      );
      expect(found.flat().every(({ kind }) => kind.endsWith('-cluster'))).toBe(true);
    }
  });
});

describe('read', () => {
  it('says one fact of every dialect', () => {
    const terraform = resource('aws_eks_cluster', { vpc_config: [{ endpoint_public_access: true }] });
    const module = resource(EKS_MODULE, { cluster_endpoint_public_access: true });
    const eksctl = resource('ClusterConfig.eksctl.io', { vpc: { clusterEndpoints: { publicAccess: true } } });
    const pascal = describeEks({ ResourcesVpcConfig: { EndpointPublicAccess: true } });
    const camel = describeEks({ resourcesVpcConfig: { endpointPublicAccess: true } });
    const controller = resource('Cluster.eks.services.k8s.aws', {
      spec: { resourcesVPCConfig: { endpointPublicAccess: true } },
    });

    for (const one of [terraform, module, eksctl, pascal, camel, controller]) {
      expect(readFirst(one, eksCluster.publicEndpoint)).toMatchObject({ state: 'set', value: true });
    }
  });

  it('knows what holds where nothing is written, which differs by dialect', () => {
    const fact = eksCluster.publicEndpoint;

    expect(readFirst(resource('aws_eks_cluster', {}), fact)).toMatchObject({ state: 'default', value: true });
    expect(readFirst(resource(EKS_MODULE, {}), fact)).toMatchObject({ state: 'default', value: false });
    expect(readFirst(describeEks({ Name: 'x' }), fact)).toEqual({ state: 'unknown' });
  });

  it('takes what the description of GKE leaves out as off, but not what Terraform leaves out', () => {
    const described = resource('ClusterDescribe.container.googleapis.com', { data: { name: 'x' } });
    const declared = resource('google_container_cluster', {});

    expect(readFirst(described, gkeCluster.shieldedNodes)).toMatchObject({ value: false });
    expect(readFirst(declared, gkeCluster.shieldedNodes)).toMatchObject({ value: true });
  });

  it('leaves to Autopilot what Autopilot decides', () => {
    const cluster = resource('google_container_cluster', { enable_autopilot: true });

    expect(readFirst(cluster, gkeCluster.workloadPool)).toEqual({ state: 'unknown' });
    expect(readFirst(cluster, gkeCluster.legacyAbac)).toMatchObject({ value: false });
  });

  it('takes an attribute by its former name, and nothing for unknown', () => {
    const former = resource('azurerm_kubernetes_cluster_node_pool', { enable_node_public_ip: true });
    const unknown = resource('azurerm_kubernetes_cluster_node_pool', { enable_node_public_ip: { $unknown: 'var.x' } });

    expect(readFirst(former, aksNodePool.publicAddress)).toMatchObject({
      state: 'set',
      label: 'enable_node_public_ip',
    });
    expect(readFirst(unknown, aksNodePool.publicAddress)).toMatchObject({ state: 'unknown' });
  });

  it('knows nothing of a fact of another kind of part', () => {
    expect(readFirst(resource('google_container_cluster', {}), gkeNodePool.secureBoot)).toEqual({ state: 'unknown' });
  });
});

function describeEks(cluster: JsonObject): Resource {
  return resource('ClusterDescribe.eks.amazonaws.com', { data: { Cluster: cluster } });
}

function readFirst(one: Resource, fact: Parameters<typeof read>[1]) {
  const [part] = partsOf(one);
  if (!part) throw new Error(`no part in ${one.type}`);
  return read(part, fact);
}

function resource(type: string, object: JsonObject): Resource {
  const place = { file: 'x', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const origin = { file: 'x', editable: false, locate: () => place };
  return { apiVersion: 'x', kind: type, type, namespace: '', name: 'x', object, origin };
}
