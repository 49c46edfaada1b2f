import type { KubeClient } from '../../kube/client.ts';
import { KubeError } from '../../kube/error.ts';
import { toResource } from '../../kubernetes/resource.ts';
import type { Gap } from '../../model/gap.ts';
import type { Resource } from '../../model/resource.ts';
import { asObject, isObject } from '../../std/value.ts';
import { gapFor } from './gaps.ts';
import { clusterFile, clusterOrigin } from './origin.ts';

const KUBELETS = { plural: 'kubeletconfigurations', group: 'kubelet.config.k8s.io' };
/** The right that is needed, as a gap names it. */
const PROXY = { plural: 'nodes/proxy', group: '' };
const AT_ONCE = 4;

export interface NodeConfigs {
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
}

/**
 * Asks every kubelet for the configuration that it runs with (`/configz`), through the API server. That takes the right to
 * `nodes/proxy`, which also lets its holder run commands in any pod of a node: nobody has it unasked.
 */
export async function readNodeConfigs(
  client: KubeClient,
  nodes: readonly Resource[],
  signal?: AbortSignal,
): Promise<NodeConfigs> {
  const resources: Resource[] = [];
  const gaps: Gap[] = [];
  const queue = [...nodes];
  const worker = async () => {
    for (let node = queue.shift(); node; node = queue.shift()) {
      const read = await readOne(client, node.name, signal);
      if ('code' in read) gaps.push(read);
      else resources.push(read);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { resources, gaps };
}

async function readOne(client: KubeClient, node: string, signal: AbortSignal | undefined): Promise<Resource | Gap> {
  try {
    const path = `/api/v1/nodes/${encodeURIComponent(node)}/proxy/configz`;
    const config = asObject((await client.get(path, signal ? { signal } : {}))['kubeletconfig']);
    if (!isObject(config) || Object.keys(config).length === 0)
      throw new KubeError('bad-answer', `${node} tells nothing`);
    const object = {
      ...config,
      apiVersion: 'kubelet.config.k8s.io/v1beta1',
      kind: 'KubeletConfiguration',
      metadata: { name: node },
    };
    return toResource(object, clusterOrigin(clusterFile(client.context, KUBELETS, '', node), object))!;
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    const gap = gapFor(client, PROXY, error, { name: node });
    const message = `The kubelet configuration of ${node} is not known: ${gap.message[0]!.toLowerCase()}${gap.message.slice(1)}`;
    const hint = 'Bind a role with `get` on `nodes/proxy`, or leave out --node-config.';
    return {
      ...gap,
      message,
      ...(error.code === 'forbidden' && { hint }),
      file: clusterFile(client.context, KUBELETS, '', node),
      types: ['KubeletConfiguration'],
    };
  }
}
