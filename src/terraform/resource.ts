import type { JsonObject } from '../model/json.ts';
import type { Origin, Resource } from '../model/resource.ts';
import { originOf } from './layout.ts';
import type { Instance } from './run.ts';
import { unknownsIn } from './value.ts';

/** An instance as checks see it. */
export function toTerraformResource({ address, type, object, layout }: Instance): Resource {
  return {
    apiVersion: 'terraform',
    kind: type,
    type,
    namespace: '',
    name: address,
    object,
    origin: withUnknowns(originOf(layout), object),
  };
}

/** The origin of an object, with what is not known in it. */
export function withUnknowns(origin: Origin, object: JsonObject): Origin {
  const unknowns = unknownsIn(object);
  return unknowns.length > 0 ? { ...origin, unknowns } : origin;
}
