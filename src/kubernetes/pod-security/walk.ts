import type { Violation } from '../../model/check.ts';
import type { Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { workloadOf, type Container, type Workload } from '../workload.ts';

/** What a judge says of one container or pod: nothing, one violation or several. */
export type Judgement = Violation | readonly Violation[] | undefined;

const NOTHING: readonly Violation[] = [];

/** Asks about every container of a resource: init, sidecar, regular and ephemeral ones alike. */
export function perContainer(
  resource: Resource,
  judge: (container: Container, workload: Workload) => Judgement,
): readonly Violation[] {
  const workload = workloadOf(resource);
  if (!workload) return NOTHING;
  let found: Violation[] | undefined;
  for (const container of workload.containers) {
    const judgement = judge(container, workload);
    if (!judgement) continue;
    if (isList(judgement)) for (const violation of judgement) (found ??= []).push(violation);
    else (found ??= []).push(judgement);
  }
  return found ?? NOTHING;
}

/** Asks about the pod that a resource makes. */
export function perPod(resource: Resource, judge: (workload: Workload) => Judgement): readonly Violation[] {
  const workload = workloadOf(resource);
  const judgement = workload && judge(workload);
  if (!judgement) return NOTHING;
  return isList(judgement) ? judgement : [judgement];
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
  return owner.path.concat('securityContext', rest);
}

function isList(judgement: Violation | readonly Violation[]): judgement is readonly Violation[] {
  return Array.isArray(judgement);
}
