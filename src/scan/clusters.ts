import type { KubeClient } from '../kube/client.ts';
import { connect } from '../kube/connect.ts';
import { LAST_MINOR } from '../kubernetes/schema/types.ts';
import type { Check } from '../model/check.ts';
import type { Gap } from '../model/gap.ts';
import { typesToRead } from '../sources/cluster/kinds.ts';
import { contextFolder } from '../sources/cluster/origin.ts';
import { readCluster } from '../sources/cluster/read.ts';
import { clusterTarget } from '../sources/cluster/target.ts';
import { embeddedConfigs } from '../sources/manifest/embedded.ts';
import type { Estate } from './estate.ts';
import { append } from '../std/append.ts';

/** How clusters are reached and what of them is read. */
export interface ClusterOptions {
  readonly kubeconfig?: string;
  /** Contexts of the kubeconfig; the current one where there are none. */
  readonly contexts: readonly string[];
  /** Whether to ask each node's kubelet for its configuration. */
  readonly nodeConfig: boolean;
  /** Milliseconds without an answer after which a request fails. */
  readonly timeout?: number;
}

export interface ClusterNeeds extends ClusterOptions {
  readonly checks: readonly Check[];
  /** The user's own workload kinds. */
  readonly ownTypes: readonly string[];
  /** Also the pods that say what their controllers say. */
  readonly everyPod?: boolean;
  readonly progress?: (done: number, total: number) => void;
}

/** What the clusters gave. */
export interface Clusters {
  readonly estates: readonly Estate[];
  readonly gaps: readonly Gap[];
  /** What the user should know of how they were reached. */
  readonly notes: readonly string[];
}

/**
 * Reads the clusters that targets name: `cluster` all of one, `cluster/<namespace>` one namespace of it.
 * @throws UserError for a kubeconfig or context that is wrong or not there.
 */
export async function readClusters(targets: readonly string[], needs: ClusterNeeds): Promise<Clusters> {
  const named = targets.map((target) => clusterTarget(target)?.namespace);
  const namespaces = named.includes(undefined) ? undefined : [...new Set(named.filter((name) => name !== undefined))];
  const { kubeconfig, timeout, contexts } = needs;
  const clients: KubeClient[] = [];
  for (const context of contexts.length > 0 ? [...new Set(contexts)] : [undefined]) {
    clients.push(
      await connect({
        ...(kubeconfig !== undefined && { kubeconfig }),
        ...(context !== undefined && { context }),
        ...(timeout !== undefined && { timeout }),
      }),
    );
  }
  const estates: Estate[] = [];
  const gaps: Gap[] = [];
  for (const client of clients) {
    const { estate, gaps: more } = await readEstate(client, needs, namespaces);
    estates.push(estate);
    append(gaps, more);
  }
  return { estates, gaps, notes: clients.flatMap(({ notes }) => notes) };
}

async function readEstate(client: KubeClient, needs: ClusterNeeds, namespaces: readonly string[] | undefined) {
  const { checks, ownTypes, nodeConfig, everyPod, progress } = needs;
  try {
    const { resources, shipped, gaps, minor } = await readCluster(client, {
      types: typesToRead(checks, ownTypes),
      nodeConfig,
      ...(namespaces && { namespaces }),
      ...(everyPod && { everyPod }),
      ...(progress && { progress }),
    });
    const estate: Estate = {
      name: client.context,
      ...(namespaces && { namespaces }),
      minor: minor === undefined ? undefined : Math.min(minor, LAST_MINOR),
      resources: resources.flatMap((resource) => [resource, ...embeddedConfigs(resource)]),
      shipped,
    };
    return { estate, gaps: [...gaps, ...tooNew(client, minor)] };
  } finally {
    client.close();
  }
}

function tooNew(client: KubeClient, minor: number | undefined): Gap[] {
  if (minor === undefined || minor <= LAST_MINOR) return [];
  return [
    {
      code: 'outdated-data',
      file: contextFolder(client.context),
      message: `${client.context} runs Kubernetes 1.${minor}; this Castellan knows its API up to 1.${LAST_MINOR} and judges by that.`,
      hint: `Update Castellan, or pass --kubernetes 1.${LAST_MINOR} to accept it.`,
    },
  ];
}
