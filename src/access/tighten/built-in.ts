import type { Resource } from '../../model/resource.ts';
import { DEFAULT_ROLES } from '../authorizer/defaults.ts';
import { isBootstrapped } from '../bootstrap.ts';

/** Whether Kubernetes made a binding itself: it makes it again, so there is nothing to tighten. */
export function isBuiltIn(binding: Resource): boolean {
  return binding.origin.file === DEFAULT_ROLES || isBootstrapped(binding);
}
