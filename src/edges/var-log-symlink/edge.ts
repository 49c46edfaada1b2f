import { defineEdge } from '../edge.ts';
import { mayBeRoot } from '../escape.ts';
import { type Container, mountsToken } from '../world-pods.ts';
import { shows } from '../world-volumes.ts';
import type { World } from '../world.ts';

/** Its account, whose token it holds, reads logs of pods in its own namespace, or of nodes by the kubelet's own API. */
function readsLogs(world: World, { pod, mounts }: Container): boolean {
  if (!mountsToken(world, pod) && !mounts.some(({ volume }) => volume.tokens.includes(''))) return false;
  const { user } = world.access.account(pod.account.namespace, pod.account.name);
  const pods = { resource: 'pods', subresource: 'log', namespace: pod.namespace, name: pod.resource.name };
  const nodes = { resource: 'nodes', namespace: '', name: pod.node.name.slice('node/'.length) };
  const ways = [pods, { ...nodes, subresource: 'log' }, { ...nodes, subresource: 'proxy' }];
  return ways.some((request) => world.authorizer.can(user, { verb: 'get', group: '', ...request }));
}

/** Where the kubelet looks for logs of containers. */
const LOGS = '/var/log/pods';

export default defineEdge({
  id: 'var-log-symlink',
  title: 'reads any file through the logs of',
  from: ['container'],
  to: ['node'],
  technique: 'T1611',
  ease: 'moderate',
  why: 'The kubelet follows a symbolic link among the log files: with the right to read logs, the container that made the link reads every file of the node as root.',
  remedy:
    'Do not mount /var/log of the node, or mount it read-only, and take pods/log, nodes/log and nodes/proxy from accounts of such pods.',
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/logging/'],
  find(world, out) {
    for (const container of world.places.nodeReaders) {
      const mount = container.mounts.find((one) => !one.readOnly && shows(one, LOGS));
      if (mount && mayBeRoot(container) && readsLogs(world, container))
        out.edge(container, container.pod.node, mount.fact);
    }
  },
});
