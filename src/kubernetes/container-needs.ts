import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asObject, at, isObject } from '../std/value.ts';
import { type Container, workloadOf } from './workload.ts';

/** A container that lacks something, and where it should stand. */
export interface Lack {
  readonly container: Container;
  readonly path: Path;
}

/**
 * Containers that state no amount of their own, `requests.cpu` say. Ephemeral containers can't have one; an amount at
 * pod level (KEP-2837) speaks for all containers.
 */
export function containersWithoutAmount(resource: Resource, bound: 'requests' | 'limits', name: string): Lack[] {
  const workload = workloadOf(resource);
  if (!workload || isStated(at(workload.pod, 'resources', bound, name))) return [];
  return workload.containers
    .filter(({ role, spec }) => role !== 'ephemeral' && !isStated(at(spec, 'resources', bound, name)))
    .map((container) => ({ container, path: [...container.path, 'resources', bound, name] }));
}

function isStated(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Types whose pods run on and so need probes; jobs end by themselves. */
const RUNS_TO_COMPLETION = ['Job', 'CronJob', 'PodTemplate'];

/** Main containers of lasting workloads that have none of the probes. */
export function containersWithoutProbe(resource: Resource, probes: readonly string[]): Lack[] {
  const workload = workloadOf(resource);
  if (!workload || RUNS_TO_COMPLETION.includes(resource.type) || workload.pod['restartPolicy'] === 'Never') return [];
  return workload.containers
    .filter(({ role, spec }) => role === 'container' && !probes.some((probe) => hasHandler(spec[probe])))
    .map((container) => ({ container, path: [...container.path, probes[0] ?? ''] }));
}

function hasHandler(probe: Container['spec'][string]): boolean {
  return isObject(probe) && Object.keys(asObject(probe)).length > 0;
}
