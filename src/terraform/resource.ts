import type { JsonObject } from '../model/json.ts';
import type { Origin, Resource } from '../model/resource.ts';
import { originOf } from './layout.ts';
import type { Instance } from './run.ts';
import { unknownsIn } from './value.ts';

/** An instance as checks see it. */
export function toTerraformResource({ address, type, object, layout }: Instance): Resource {
  return terraformResource(type, address, object, originOf(layout));
}

/** What Terraform manages at an address, with what is not known in it. */
export function terraformResource(type: string, address: string, object: JsonObject, origin: Origin): Resource {
  return {
    apiVersion: 'terraform',
    kind: type,
    type,
    namespace: '',
    name: address,
    object,
    origin: withUnknowns(origin, object),
  };
}

/** The origin of an object, with what is not known in it. */
export function withUnknowns(origin: Origin, object: JsonObject): Origin {
  const unknowns = unknownsIn(object);
  return unknowns.length > 0 ? { ...origin, unknowns } : origin;
}
