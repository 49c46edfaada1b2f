import { parseImage } from '../kubernetes/image.ts';
import type { ImageReport, Reading, Weakness } from './weakness.ts';

/** What reports say of images. */
export interface KnownWeaknesses {
  /**
   * Reports about the image that a container runs. `digests` are those that its reference or its status gives: where one of a
   * report's is among them, names don't matter.
   */
  of(image: string, digests: readonly string[]): readonly ImageReport[];
}

/** Puts files together: catalogues add to what reports say. */
export function knownWeaknesses(readings: readonly Reading[]): KnownWeaknesses {
  const exploited = new Set(readings.flatMap((reading) => reading.exploited));
  const likelihood = new Map(readings.flatMap((reading) => reading.likelihood));
  const enrich = (weakness: Weakness): Weakness => ({
    ...weakness,
    exploited: weakness.exploited || exploited.has(weakness.id),
    likelihood: weakness.likelihood ?? likelihood.get(weakness.id),
  });
  const reports = readings
    .flatMap(({ images }) => images)
    .map((report) => ({ ...report, weaknesses: report.weaknesses.map(enrich) }));
  const byDigest = indexed(reports, ({ digests }) => digests);
  const byName = indexed(reports, ({ names }) => names.flatMap((name) => nameKey(name) ?? []));
  return {
    of(image, digests) {
      const exact = digests.flatMap((digest) => byDigest.get(digest) ?? []);
      if (exact.length > 0) return [...new Set(exact)];
      // Where the reference pins its content, a report about other content of that name is none about it.
      const pinned = image.includes('@');
      const named = byName.get(nameKey(image) ?? '') ?? [];
      return named.filter((report) => !pinned || report.digests.length === 0);
    },
  };
}

function indexed(reports: readonly ImageReport[], keys: (report: ImageReport) => readonly string[]) {
  const index = new Map<string, ImageReport[]>();
  for (const report of reports) {
    for (const key of new Set(keys(report))) {
      const list = index.get(key);
      if (list) list.push(report);
      else index.set(key, [report]);
    }
  }
  return index;
}

/** `nginx` and `docker.io/library/nginx:latest` are one image. A reference by digest alone has no name. */
function nameKey(reference: string): string | undefined {
  const image = parseImage(reference);
  if (!image || (image.tag === undefined && image.digest !== undefined)) return undefined;
  return `${image.registry}/${image.repository}:${image.tag ?? 'latest'}`;
}
