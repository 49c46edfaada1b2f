import { parseImage } from '../kubernetes/image.ts';
import type { Inventory } from '../model/inventory.ts';
import { asList, asString, at } from '../std/value.ts';
import { knownWeaknesses } from '../weaknesses/images.ts';
import { readOperatorReports } from '../weaknesses/read-operator.ts';
import type { ImageReport, Reading } from '../weaknesses/weakness.ts';
import type { Container } from './world-pods.ts';

export interface WorldWeaknesses {
  /** Whether there is any report. */
  readonly known: boolean;
  /** Everything that is told of any image, and files of statements that are about nothing of it. */
  readonly images: readonly ImageReport[];
  readonly idle: readonly string[];
  /** Reports about the image that a container runs. */
  of(container: Container): readonly ImageReport[];
}

/** `reports` of files, and those that the Trivy operator keeps among the objects. */
export function createWeaknesses(inventory: Inventory, reports: readonly Reading[]): WorldWeaknesses {
  const kept = ['VulnerabilityReport', 'ClusterVulnerabilityReport'].flatMap((kind) => inventory.ofType(kind));
  const readings = [
    ...reports,
    ...kept.flatMap(({ object, origin }) => readOperatorReports(object, origin.file) ?? []),
  ];
  const index = knownWeaknesses(readings);
  const images = readings.flatMap((reading) => reading.images);
  const cache = new Map<Container, readonly ImageReport[]>();
  return {
    known: images.length > 0,
    images,
    idle: index.idle,
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
