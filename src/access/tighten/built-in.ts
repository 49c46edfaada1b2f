import type { Resource } from '../../model/resource.ts';
import { DEFAULT_ROLES } from '../authorizer/defaults.ts';
import { isBootstrapped } from '../bootstrap.ts';

/** Whether Kubernetes made a role or binding itself: it makes it again, so there is nothing to tighten. */
export function isBuiltIn(resource: Resource): boolean {
  return resource.origin.file === DEFAULT_ROLES || isBootstrapped(resource);
}
