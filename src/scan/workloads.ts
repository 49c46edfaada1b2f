import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import type { TypeAliases } from '../posture/run.ts';
import { workloadOf } from '../kubernetes/workload.ts';

/**
 * Makes the user's own workload kinds read like built-in ones: `Widget.acme.io: spec.template`. The view of each of their
 * resources is made here, and the checks of a Deployment speak of them.
 */
export function primeWorkloads(resources: readonly Resource[], own: Readonly<Record<string, string>>): TypeAliases {
  const templates = new Map<string, Path>(
    Object.entries(own).map(([type, path]) => [type, path.split('.').filter(Boolean)]),
  );
  if (templates.size === 0) return NONE;
  for (const resource of resources) workloadOf(resource, templates);
  return new Map([...templates.keys()].map((type) => [type, 'Deployment']));
}

const NONE: TypeAliases = new Map();
