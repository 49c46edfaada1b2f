import { defineEdge } from '../edge.ts';
import { mayBeRoot } from '../escape.ts';
import type { Container } from '../world-pods.ts';
import { shows } from '../world-volumes.ts';
import type { World } from '../world.ts';

/** Its account reads logs of pods in its own namespace, or of nodes. */
function readsLogs({ access, authorizer }: World, { pod }: Container): boolean {
  const { user } = access.account(pod.account.namespace, pod.account.name);
  const pods = { group: '', resource: 'pods', subresource: 'log', namespace: pod.namespace, name: pod.resource.name };
  const nodes = { group: '', resource: 'nodes', subresource: 'log', namespace: '', name: '' };
  return [pods, nodes].some((request) => authorizer.can(user, { verb: 'get', ...request }));
}

export default defineEdge({
  id: 'var-log-symlink',
  title: 'reads any file through the logs of',
  from: ['container'],
  to: ['node'],
  technique: 'T1611',
  ease: 'moderate',
  why: 'The kubelet follows a symbolic link among the log files: with the right to read logs, the container that made the link reads every file of the node as root.',
  remedy: 'Do not mount /var/log of the node, and take pods/log and nodes/log from accounts of such pods.',
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/logging/'],
  find(world, out) {
    for (const container of world.places.containers) {
      const mount = container.mounts.find((one) => !one.readOnly && shows(one, '/var/log'));
      if (mount && mayBeRoot(container) && readsLogs(world, container))
        out.edge(container, container.pod.node, mount.fact);
    }
  },
});
