import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asString, at, entryOf, isObject } from '../std/value.ts';
import { isUnknown, setting, type KeyStyle, type Setting } from './value.ts';

/** What settings are read from: a managed cluster, one of its node pools, a template of its machines, a registry. */
export type PartKind =
  | 'eks-cluster'
  | 'eks-node-group'
  | 'launch-template'
  | 'gke-cluster'
  | 'gke-node-pool'
  | 'aks-cluster'
  | 'aks-node-pool'
  | 'ecr-repository'
  | 'gar-repository'
  | 'azure-registry';

/**
 * In whose words a part is written: the provider's resources in Terraform (and in the operators that are generated from
 * them), the inputs of the public EKS module, eksctl's file, or the cloud's own API.
 */
export type Dialect = 'terraform' | 'module' | 'eksctl' | 'api';

export interface Part {
  readonly kind: PartKind;
  readonly resource: Resource;
  readonly dialect: Dialect;
  readonly keys: KeyStyle;
  /** Where it begins in the resource. */
  readonly base: Path;
  /** `node pool x: ` for a part within a resource, for messages. */
  readonly where: string;
  /** The API's own answer about what runs, not a wish: what it leaves out is off. */
  readonly described: boolean;
  /** The cloud manages the nodes and fixes many settings (GKE Autopilot, EKS Auto Mode), or may do so. */
  readonly autopilot: boolean;
}

/** Where the parts of one resource type are. */
interface Source {
  readonly dialect: Dialect;
  readonly base: string;
  readonly keys?: KeyStyle;
  readonly described?: true;
  readonly kind: PartKind;
  /** Parts within it: lists or maps of them, or blocks of the same words. */
  readonly inner?: readonly Inner[];
  /** Settings that say that the cloud manages the nodes. */
  readonly autopilot?: string;
}

interface Inner {
  readonly kind: PartKind;
  readonly path: string;
  /** The words are the resource's own: `node_config` of a GKE cluster speaks of its default pool. */
  readonly inPlace?: true;
}

const GKE_POOLS: readonly Inner[] = [
  { kind: 'gke-node-pool', path: 'node_pool' },
  { kind: 'gke-node-pool', path: 'node_config', inPlace: true },
];
const GKE_TERRAFORM = {
  kind: 'gke-cluster',
  dialect: 'terraform',
  inner: GKE_POOLS,
  autopilot: 'enable_autopilot',
} as const;
const EKS_TERRAFORM = { kind: 'eks-cluster', dialect: 'terraform', autopilot: 'compute_config.enabled' } as const;
const AKS_POOLS: readonly Inner[] = [{ kind: 'aks-node-pool', path: 'default_node_pool' }];
const AKS_TERRAFORM = { kind: 'aks-cluster', dialect: 'terraform', inner: AKS_POOLS } as const;
const AGENT_POOLS: readonly Inner[] = [{ kind: 'aks-node-pool', path: 'agentPoolProfiles' }];
const MODULE_GROUP = { kind: 'eks-node-group', dialect: 'module', base: '' } as const;
const MODULE_GROUPS: readonly Inner[] = [
  { kind: 'eks-node-group', path: 'eks_managed_node_groups' },
  { kind: 'eks-node-group', path: 'self_managed_node_groups' },
];

/* Operators generated from the Terraform providers (Config Connector, Crossplane's upjet) use their words in camel case. */
const CONNECTOR = { base: 'spec', keys: 'loose' } as const;
const CROSSPLANE = { base: 'spec.forProvider', keys: 'loose' } as const;

const SOURCES: Readonly<Record<string, Source>> = {
  aws_eks_cluster: { ...EKS_TERRAFORM, base: '' },
  'Cluster.eks.aws.upbound.io': { ...EKS_TERRAFORM, ...CROSSPLANE },
  'module.terraform-aws-modules/eks/aws': {
    kind: 'eks-cluster',
    dialect: 'module',
    base: '',
    inner: MODULE_GROUPS,
    autopilot: 'compute_config.enabled|cluster_compute_config.enabled',
  },
  'module.terraform-aws-modules/eks/aws//modules/eks-managed-node-group': MODULE_GROUP,
  'module.terraform-aws-modules/eks/aws//modules/self-managed-node-group': MODULE_GROUP,
  'ClusterConfig.eksctl.io': {
    kind: 'eks-cluster',
    dialect: 'eksctl',
    base: '',
    inner: [
      { kind: 'eks-node-group', path: 'managedNodeGroups' },
      { kind: 'eks-node-group', path: 'nodeGroups' },
    ],
    autopilot: 'autoModeConfig.enabled',
  },
  'Cluster.eks.services.k8s.aws': { kind: 'eks-cluster', dialect: 'api', base: 'spec', keys: 'loose' },
  'ClusterDescribe.eks.amazonaws.com': {
    kind: 'eks-cluster',
    dialect: 'api',
    base: 'data.Cluster',
    keys: 'loose',
    described: true,
    autopilot: 'computeConfig.enabled',
  },
  aws_eks_node_group: { kind: 'eks-node-group', dialect: 'terraform', base: '' },
  'NodeGroup.eks.aws.upbound.io': { kind: 'eks-node-group', dialect: 'terraform', ...CROSSPLANE },
  aws_launch_template: { kind: 'launch-template', dialect: 'terraform', base: '' },

  google_container_cluster: { ...GKE_TERRAFORM, base: '' },
  'ContainerCluster.container.cnrm.cloud.google.com': { ...GKE_TERRAFORM, ...CONNECTOR },
  'Cluster.container.gcp.upbound.io': { ...GKE_TERRAFORM, ...CROSSPLANE },
  'ClusterDescribe.container.googleapis.com': {
    kind: 'gke-cluster',
    dialect: 'api',
    base: 'data',
    keys: 'loose',
    described: true,
    inner: [{ kind: 'gke-node-pool', path: 'nodePools' }],
    autopilot: 'autopilot.enabled',
  },
  google_container_node_pool: { kind: 'gke-node-pool', dialect: 'terraform', base: '' },
  'ContainerNodePool.container.cnrm.cloud.google.com': { kind: 'gke-node-pool', dialect: 'terraform', ...CONNECTOR },
  'NodePool.container.gcp.upbound.io': { kind: 'gke-node-pool', dialect: 'terraform', ...CROSSPLANE },

  azurerm_kubernetes_cluster: { ...AKS_TERRAFORM, base: '' },
  'KubernetesCluster.containerservice.azure.upbound.io': { ...AKS_TERRAFORM, ...CROSSPLANE },
  'ManagedCluster.containerservice.azure.com': {
    kind: 'aks-cluster',
    dialect: 'api',
    base: 'spec',
    keys: 'loose',
    inner: AGENT_POOLS,
  },
  'ClusterDescribe.management.azure.com': {
    kind: 'aks-cluster',
    dialect: 'api',
    base: 'data.properties',
    keys: 'loose',
    described: true,
    inner: AGENT_POOLS,
  },
  azurerm_kubernetes_cluster_node_pool: { kind: 'aks-node-pool', dialect: 'terraform', base: '' },

  aws_ecr_repository: { kind: 'ecr-repository', dialect: 'terraform', base: '' },
  'Repository.ecr.aws.upbound.io': { kind: 'ecr-repository', dialect: 'terraform', ...CROSSPLANE },
  google_artifact_registry_repository: { kind: 'gar-repository', dialect: 'terraform', base: '' },
  'ArtifactRegistryRepository.artifactregistry.cnrm.cloud.google.com': {
    kind: 'gar-repository',
    dialect: 'terraform',
    ...CONNECTOR,
  },
  azurerm_container_registry: { kind: 'azure-registry', dialect: 'terraform', base: '' },
  'Registry.containerregistry.azure.upbound.io': { kind: 'azure-registry', dialect: 'terraform', ...CROSSPLANE },
};

/** Descriptions of registries hold lists of repositories and say nothing of their own. */
const LISTS: Readonly<Record<string, { readonly kind: PartKind; readonly path: string }>> = {
  'DescribeRepositories.eks.amazonaws.com': { kind: 'ecr-repository', path: 'data.Repositories' },
  'DescribeRepositories.container.googleapis.com': { kind: 'gar-repository', path: 'data.registries' },
};

const known = new WeakMap<Resource, readonly Part[]>();

/** Resource types in which parts of a kind are found. */
export function typesOf(kinds: ReadonlySet<PartKind>): string[] {
  const within = ({ kind, inner = [] }: Source) => [kind, ...inner.map((part) => part.kind)];
  return [
    ...Object.keys(SOURCES).filter((type) => within(SOURCES[type] as Source).some((kind) => kinds.has(kind))),
    ...Object.keys(LISTS).filter((type) => kinds.has((LISTS[type] as { kind: PartKind }).kind)),
  ];
}

/** The clusters, pools, templates and registries that a resource describes. */
export function partsOf(resource: Resource): readonly Part[] {
  let parts = known.get(resource);
  if (!parts) known.set(resource, (parts = readParts(resource)));
  return parts;
}

function readParts(resource: Resource): readonly Part[] {
  const source = entryOf(SOURCES, resource.type);
  if (source) return partsFrom(resource, source);
  const list = entryOf(LISTS, resource.type);
  return list ? listed(resource, list.kind, list.path) : [];
}

function partsFrom(resource: Resource, source: Source): readonly Part[] {
  const { dialect, kind, keys = 'exact', described = false } = source;
  const found = setting(resource.object, source.base, keys);
  if (found.state !== 'set') return [];
  const base = found.path;
  const autopilot = (source.autopilot ?? '')
    .split('|')
    .some((path) => path !== '' && mayBeOn(setting(found.value, path, keys)));
  const outer: Part = { kind, resource, dialect, keys, base, where: '', described, autopilot };
  return [outer, ...(source.inner ?? []).flatMap((inner) => innerParts(outer, found.value, inner))];
}

function innerParts(outer: Part, value: Json, { kind, path, inPlace }: Inner): Part[] {
  const found = setting(value, path, outer.keys);
  if (inPlace) return hasDefaultPool(outer, value, path) ? [{ ...outer, kind, where: 'default node pool: ' }] : [];
  if (found.state !== 'set') return [];
  return entries(found.value).map(([step, part]) => ({
    ...outer,
    kind,
    base: [...outer.base, ...found.path, ...step],
    where: `node pool ${nameOf(part) ?? step.at(-1) ?? 'default'}: `,
  }));
}

/** GKE makes a default pool unless it is told to remove it or the pools are listed. */
function hasDefaultPool({ keys, autopilot }: Part, value: Json, path: string): boolean {
  const has = (name: string) => setting(value, name, keys).state === 'set';
  if (autopilot || has('node_pool') || isTrue(at(value, 'remove_default_node_pool'))) return false;
  return (
    has(path) || (keys === 'exact' && has('initial_node_count') && at(value, 'remove_default_node_pool') === undefined)
  );
}

function listed(resource: Resource, kind: PartKind, path: string): Part[] {
  const found = setting(resource.object, path, 'loose');
  if (found.state !== 'set') return [];
  return entries(found.value).map(([step, part]) => ({
    kind,
    resource,
    dialect: 'api',
    keys: 'loose',
    base: [...found.path, ...step],
    where: nameOf(part) === undefined ? '' : `repository ${nameOf(part)}: `,
    described: true,
    autopilot: false,
  }));
}

/** The objects of a list, or of a map of them (the groups of a module are written by name), or the one object that it is. */
function entries(value: Json): [(string | number)[], JsonObject][] {
  if (Array.isArray(value)) return asList(value).flatMap((item, i) => (isPart(item) ? [[[i], item]] : []));
  if (!isPart(value)) return [];
  const values = Object.entries(value);
  if (values.length === 0 || !values.every(([, item]) => isObject(item))) return [[[], value]];
  return values.flatMap(([key, item]) => (isPart(item) ? [[[key], item]] : []));
}

function isPart(value: Json | undefined): value is JsonObject {
  return isObject(value) && !isUnknown(value);
}

function nameOf(part: JsonObject): string | undefined {
  return asString(part['name']) ?? asString(part['RepositoryName']) ?? asString(part['repositoryName']);
}

function mayBeOn(found: Setting): boolean {
  return found.state === 'unknown' || (found.state === 'set' && isTrue(found.value));
}

/** Terraform and the APIs both take switches as text too. */
export function isTrue(value: Json | undefined): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}
