import { addedCapabilities } from '../kubernetes/pod-security/capabilities.ts';
import { identityOf } from '../kubernetes/pod-security/users.ts';
import type { EdgeSink, Fact, Guard } from './edge.ts';
import { type Container, podFact } from './world-pods.ts';
import type { World } from './world.ts';

/** Adds a step to the node, unless a user namespace makes root of the container nobody on the node (KEP-127). */
export function escapes({ minor }: World, container: Container, proof: readonly Fact[], out: EdgeSink): void {
  const { pod } = container;
  const guard = userNamespace(container, minor);
  if (guard) out.blocked(container, pod.node, guard, proof);
  else out.edge(container, pod.node, proof);
}

/** The ways out by a capability alone, of containers whose root may use it. */
export function escapesByCapability(world: World, name: string, out: EdgeSink): void {
  for (const container of world.places.containers) {
    const fact = capabilityFact(container, name);
    if (fact && mayBeRoot(container)) escapes(world, container, [fact], out);
  }
}

/** KEP-127: API servers drop the field before, as the feature is off. */
const USER_NAMESPACES_SINCE = 33;

function userNamespace({ pod }: Container, minor: number): Guard | undefined {
  if (pod.view.pod['hostUsers'] !== false || minor < USER_NAMESPACES_SINCE) return undefined;
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
  if (!view.security['capabilities']) return undefined;
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
  return !identityOf(pod.view, view).neverRoot;
}
