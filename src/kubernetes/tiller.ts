import type { Json, JsonObject } from '../model/json.ts';
import { asObject, asString, at } from '../std/value.ts';
import { parseImage } from './image.ts';
import { type Container, type Workload } from './workload.ts';

/** Port of Tiller's gRPC API, the cluster half of Helm 2. */
export const TILLER_PORT = 44134;

const TILLER = /(?:^|[-_./])tiller(?:$|[-_./])/;
/** Own builds carry prefixes and suffixes; a distiller is something else. */
const IMAGE = /(?:^|[^s])tiller/;

export function isTillerName(name: string): boolean {
  return TILLER.test(name);
}

function isTiller(value: Json | undefined): boolean {
  return value === 'tiller' || value === 'tiller-deploy';
}

export function hasTillerLabels(labels: JsonObject): boolean {
  return Object.values(labels).some(isTiller);
}

/** Containers of a workload that run Tiller, told by their image or name; all of them where the pods are labelled as Tiller's. */
export function tillerContainers(workload: Workload): readonly Container[] {
  if (workload.containers.some(runsTiller)) return workload.containers.filter(runsTiller);
  return isNamedTiller(workload) ? workload.containers.filter(({ role }) => role === 'container') : [];
}

/** Whether a workload's name or labels say that it is Tiller. */
export function isNamedTiller({ resource, labels }: Workload): boolean {
  const own = asObject(at(resource.object, 'metadata', 'labels'));
  return isTillerName(resource.name) || hasTillerLabels(labels) || hasTillerLabels(own);
}

function runsTiller(container: Container): boolean {
  const text = asString(container.spec['image']) ?? '';
  return container.name === 'tiller' || (text.includes('tiller') && IMAGE.test(parseImage(text)?.repository ?? ''));
}
