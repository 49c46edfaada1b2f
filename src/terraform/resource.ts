import type { Resource } from '../model/resource.ts';
import { originOf } from './layout.ts';
import type { Instance } from './module.ts';

/** An instance as checks see it. */
export function toTerraformResource({ address, type, object, layout }: Instance): Resource {
  return {
    apiVersion: 'terraform',
    kind: type,
    type,
    namespace: '',
    name: address,
    object,
    origin: originOf(layout),
  };
}
