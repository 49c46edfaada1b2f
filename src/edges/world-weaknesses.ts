import { parseImage } from '../kubernetes/image.ts';
import { asList, asString, at } from '../std/value.ts';
import { knownWeaknesses } from '../weaknesses/images.ts';
import type { ImageReport, Reading } from '../weaknesses/weakness.ts';
import type { Container } from './world-pods.ts';

export interface WorldWeaknesses {
  /** Whether there is any report. */
  readonly known: boolean;
  /** Reports about the image that a container runs. */
  of(container: Container): readonly ImageReport[];
}

export function createWeaknesses(readings: readonly Reading[]): WorldWeaknesses {
  const index = knownWeaknesses(readings);
  const cache = new Map<Container, readonly ImageReport[]>();
  return {
    known: readings.some(({ images }) => images.length > 0),
    of(container) {
      let reports = cache.get(container);
      if (!reports) cache.set(container, (reports = index.of(imageOf(container), digestsOf(container))));
      return reports;
    },
  };
}

export function imageOf({ view }: Container): string {
  return asString(view.spec['image']) ?? '';
}

const STATUSES = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'];

/** The digest in the reference, and those that the kubelet reports: `docker.io/library/nginx@sha256:…`, or the bare digest. */
function digestsOf(container: Container): string[] {
  const { object } = container.pod.resource;
  const statuses = STATUSES.flatMap((key) => asList(at(object, 'status', key)));
  const own = statuses.filter((status) => at(status, 'name') === container.view.name);
  const told = own.flatMap((status) => asString(at(status, 'imageID')) ?? []);
  const pinned = parseImage(imageOf(container))?.digest;
  return [pinned ?? '', ...told.map((text) => text.slice(text.lastIndexOf('@') + 1))].filter(Boolean);
}
