import { asString } from '../std/value.ts';
import { imageName, parseImage } from './image.ts';
import { type Container, type Workload } from './workload.ts';

/** Port of Tiller's gRPC API, the cluster half of Helm 2. */
export const TILLER_PORT = 44134;

const TILLER = /(?:^|[-_.])tiller(?:$|[-_.])/;

export function isTillerName(name: string): boolean {
  return TILLER.test(name);
}

export function hasTillerLabels(labels: Readonly<Record<string, string>>): boolean {
  return labels['name'] === 'tiller' || labels['app.kubernetes.io/name'] === 'tiller' || labels['app'] === 'tiller';
}

/** Containers of a workload that run Tiller, told by their image; all of them where the pods are labelled as Tiller's. */
export function tillerContainers(workload: Workload): readonly Container[] {
  const byImage = workload.containers.filter(runsTiller);
  if (byImage.length > 0) return byImage;
  const labelled = hasTillerLabels(workload.labels) || isTillerName(workload.resource.name);
  return labelled ? workload.containers.filter(({ role }) => role === 'container') : [];
}

function runsTiller(container: Container): boolean {
  const image = parseImage(asString(container.spec['image']) ?? '');
  return image !== undefined && isTillerName(imageName(image));
}
