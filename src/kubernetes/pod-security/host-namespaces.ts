import type { Violation } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
import { perPod } from './walk.ts';

/** A pod that joins one of the node's namespaces. */
export function sharesNamespace(
  resource: Resource,
  field: 'hostPID' | 'hostIPC' | 'hostNetwork',
): readonly Violation[] {
  return perPod(resource, (workload) => {
    const path = [...workload.path, field];
    if (workload.pod[field] !== true) return undefined;
    const fix = { title: `Remove ${field}`, safe: false, edits: [{ op: 'remove', path } as const] };
    return { path, message: `the pod sets ${field}: true`, fix };
  });
}
