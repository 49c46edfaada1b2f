import type { Json, JsonObject } from '../../model/json.ts';
import { asList, asObject, asString, isObject } from '../../std/value.ts';

/** One field of a pod that a level forbids. */
export interface PodViolation {
  readonly control: string;
  /** `spec.containers[*].securityContext.privileged`: as exceptions name it. */
  readonly field: string;
  /** The same with indexes, from the pod's root. */
  readonly place: string;
  readonly value: Json | undefined;
  /** The container's image, where a container has the field. */
  readonly image?: string;
}

/** A pod as the standards read it. */
export interface PodView {
  readonly metadata: JsonObject;
  readonly spec: JsonObject;
  readonly security: JsonObject;
  readonly containers: readonly ContainerView[];
  readonly minor: number;
  readonly windows: boolean;
  /** In a user namespace of its own, which the standards take account of since 1.35. */
  readonly apart: boolean;
}

export interface ContainerView {
  readonly list: string;
  readonly index: number;
  readonly spec: JsonObject;
  readonly security: JsonObject;
  readonly image: string;
}

export function viewPod(metadata: JsonObject, spec: JsonObject, minor: number): PodView {
  return {
    metadata,
    spec,
    security: asObject(spec['securityContext']),
    containers: ['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) => containersIn(spec, list)),
    minor,
    windows: asObject(spec['os'])['name'] === 'windows' && minor >= 25,
    apart: minor >= 35 && spec['hostUsers'] === false,
  };
}

function containersIn(spec: JsonObject, list: string): ContainerView[] {
  return asList(spec[list]).flatMap((container, index) => {
    if (!isObject(container)) return [];
    const security = asObject(container['securityContext']);
    return [{ list, index, spec: container, security, image: asString(container['image']) ?? '' }];
  });
}

export function inPod(control: string, field: string, value: Json | undefined, place = field): PodViolation {
  return { control, field, place, value };
}

export function inContainer(
  control: string,
  { list, index, image }: ContainerView,
  field: string,
  value: Json | undefined,
  place = field,
): PodViolation {
  return { control, field: `spec.${list}[*].${field}`, place: `spec.${list}[${index}].${place}`, value, image };
}
