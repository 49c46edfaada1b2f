import { addedCapabilities } from '../kubernetes/pod-security/capabilities.ts';
import { effectiveSecurity } from '../kubernetes/workload.ts';
import type { EdgeSink, Fact, Guard } from './edge.ts';
import { type Container, podFact } from './world-pods.ts';

/** Adds a step to the node, unless a user namespace makes root of the container nobody on the node (KEP-127). */
export function escapes(out: EdgeSink, container: Container, proof: readonly Fact[]): void {
  const { pod } = container;
  const guard = userNamespace(container);
  if (guard) out.blocked(container, pod.node, guard, proof);
  else out.edge(container, pod.node, proof);
}

function userNamespace({ pod }: Container): Guard | undefined {
  if (pod.view.pod['hostUsers'] !== false) return undefined;
  const proof = podFact(pod, [...pod.view.path, 'hostUsers'], 'the pod has a user namespace of its own');
  return { name: `user namespace of ${pod.name}`, proof };
}

export function isPrivileged({ view, pod }: Container): boolean {
  return view.security['privileged'] === true && !pod.view.windows;
}

/** Where a container is privileged. */
export function privilegedFact({ view, pod }: Container): Fact {
  return podFact(pod, [...view.path, 'securityContext', 'privileged'], `container ${view.name} is privileged`);
}

/** Where a container gets a capability; undefined where it gets none by its name, by `ALL` or by being privileged. */
export function capabilityFact(container: Container, name: string): Fact | undefined {
  const { view, pod } = container;
  if (pod.view.windows) return undefined;
  if (isPrivileged(container)) return privilegedFact(container);
  const added = addedCapabilities(view).find((capability) => capability.name === name || capability.name === 'ALL');
  return added && podFact(pod, added.path, `container ${view.name} has the capability ${name}`);
}

/** Where a pod shares the processes of its node. */
export function hostPidFact({ pod }: Container): Fact | undefined {
  if (pod.view.pod['hostPID'] !== true) return undefined;
  return podFact(pod, [...pod.view.path, 'hostPID'], 'the pod sees the processes of the node');
}

/** Whether nothing keeps the container from running as root; the image decides where the manifest is silent. */
export function mayBeRoot({ view, pod }: Container): boolean {
  const user = effectiveSecurity(pod.view, view, 'runAsUser').value;
  if (typeof user === 'number') return user === 0;
  return effectiveSecurity(pod.view, view, 'runAsNonRoot').value !== true;
}
