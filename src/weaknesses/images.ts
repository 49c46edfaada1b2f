import { parseImage } from '../kubernetes/image.ts';
import { concerns, type Statement } from './statement.ts';
import type { ImageReport, Reading, Weakness } from './weakness.ts';

/** What reports say of images. */
export interface KnownWeaknesses {
  /** Files of statements (VEX) of which none is about anything that a report tells. */
  readonly idle: readonly string[];
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
  const judge = judgeBy(readings.flatMap(({ statements }) => statements));
  const reports = readings
    .flatMap(({ images }) => images)
    .map((report) => {
      const kept = report.weaknesses.filter((weakness) => !judge.isHarmless(report, weakness));
      return { ...report, weaknesses: kept.map(enrich) };
    });
  const byDigest = indexed(reports, ({ digests }) => digests);
  const byName = indexed(reports, ({ names }) => names.flatMap((name) => nameKey(name) ?? []));
  return {
    idle: judge.idle(),
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

/** The latest statement about a weakness in an image counts, whatever file it stands in (OpenVEX, "The VEX Statement"). */
function judgeBy(statements: readonly Statement[]) {
  const byId = new Map<string, Statement[]>();
  for (const statement of statements) {
    for (const id of new Set(statement.ids)) byId.set(id, [...(byId.get(id) ?? []), statement]);
  }
  const used = new Set<string>();
  return {
    isHarmless(report: ImageReport, weakness: Weakness): boolean {
      let last: Statement | undefined;
      for (const statement of byId.get(weakness.id) ?? []) {
        if (!concerns(statement, report, weakness)) continue;
        used.add(statement.file);
        if (!last || statement.time >= last.time) last = statement;
      }
      return last?.harmless === true;
    },
    idle: () => [...new Set(statements.map(({ file }) => file))].filter((file) => !used.has(file)),
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
