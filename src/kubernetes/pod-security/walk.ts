import type { Violation } from '../../model/check.ts';
import type { Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { workloadOf, type Container, type Workload } from '../workload.ts';

/** What a judge says of one container or pod: nothing, one violation or several. */
export type Judgement = Violation | readonly Violation[] | undefined;

/** Asks about every container of a resource: init, sidecar, regular and ephemeral ones alike. */
export function* perContainer(
  resource: Resource,
  judge: (container: Container, workload: Workload) => Judgement,
): Generator<Violation> {
  const workload = workloadOf(resource);
  if (!workload) return;
  for (const container of workload.containers) yield* listed(judge(container, workload));
}

/** Asks about the pod that a resource makes. */
export function* perPod(resource: Resource, judge: (workload: Workload) => Judgement): Generator<Violation> {
  const workload = workloadOf(resource);
  if (workload) yield* listed(judge(workload));
}

/** How messages name a container. */
export function nameOf(container: Container): string {
  const role = container.role === 'container' ? 'container' : `${container.role} container`;
  return `${role} "${container.name}"`;
}

/** How messages name whose security context it is. */
export function ownerOf(owner: Container | Workload): string {
  return 'role' in owner ? nameOf(owner) : 'the pod';
}

export function securityPath(owner: Container | Workload, ...rest: Path): Path {
  return [...owner.path, 'securityContext', ...rest];
}

function listed(judgement: Judgement): readonly Violation[] {
  if (!judgement) return [];
  return Array.isArray(judgement) ? (judgement as readonly Violation[]) : [judgement as Violation];
}
