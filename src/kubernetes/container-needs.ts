import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asObject, at, isObject } from '../std/value.ts';
import { type Container, type Workload, workloadOf } from './workload.ts';

/** A container that lacks something, and where it should stand. */
export interface Lack {
  readonly container: Container;
  readonly path: Path;
}

/** An amount of resources, `requests.cpu` say. */
export interface Amount {
  readonly bound: 'requests' | 'limits';
  readonly name: string;
}

/**
 * Containers that state no amount of their own. Ephemeral containers can't have one; an amount at pod level (KEP-2837)
 * speaks for all containers. Those of a patch, which has no image for them either, are left out unless asked for.
 */
export function containersWithoutAmount(resource: Resource, { bound, name }: Amount, incomplete: boolean): Lack[] {
  const workload = workloadOf(resource);
  if (!workload || isStated(at(workload.pod, 'resources', bound, name))) return [];
  const patch = !incomplete && isPatch(workload);
  const lacks: Lack[] = [];
  for (const container of workload.containers) {
    const { role, spec, path } = container;
    if (role === 'ephemeral' || isStated(at(spec, 'resources', bound, name))) continue;
    if (!patch || spec['image'] !== undefined) lacks.push({ container, path: [...path, 'resources', bound, name] });
  }
  return lacks;
}

/** Kinds that the API server takes only with a selector, and labels that it selects. */
const SELECTING: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** A workload that other files complete, as Kustomize's patches are: alone it could not be applied. */
function isPatch({ resource, labels }: Workload): boolean {
  const selector = at(resource.object, 'spec', 'selector');
  return SELECTING.has(resource.type) && selector === undefined && Object.keys(labels).length === 0;
}

function isStated(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Types whose pods run on and so need probes; jobs end by themselves. */
const RUNS_TO_COMPLETION: ReadonlySet<string> = new Set(['Job', 'CronJob', 'PodTemplate']);

/** Main containers of lasting workloads that have none of the probes. */
export function containersWithoutProbe(resource: Resource, probes: readonly string[]): Lack[] {
  const workload = workloadOf(resource);
  if (!workload || RUNS_TO_COMPLETION.has(resource.type) || workload.pod['restartPolicy'] === 'Never') return [];
  const lacks: Lack[] = [];
  for (const container of workload.containers) {
    if (container.role !== 'container' || probes.some((probe) => hasHandler(container.spec[probe]))) continue;
    lacks.push({ container, path: [...container.path, probes[0] ?? ''] });
  }
  return lacks;
}

function hasHandler(probe: Container['spec'][string]): boolean {
  return isObject(probe) && Object.keys(asObject(probe)).length > 0;
}
