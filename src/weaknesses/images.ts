import { parseImage } from '../kubernetes/image.ts';
import { packageNamed } from './purl.ts';
import { keysOf, keysOfProduct, type NamedImage, type NamedProduct, readProduct, speaksOf } from './named-product.ts';
import type { Statement } from './statement.ts';
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
      const image = namedBy(report);
      const kept = report.weaknesses.filter((weakness) => !judge.isHarmless(image, weakness));
      return { ...report, digests: image.digests, weaknesses: kept.map(enrich) };
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

/** A name may hold a digest, too. */
function namedBy({ names, digests }: ImageReport): NamedImage {
  const parsed = names.flatMap((name) => parseImage(name) ?? []);
  return { digests: [...digests, ...parsed.flatMap(({ digest }) => digest ?? [])], names: parsed };
}

/** The latest statement about a weakness in an image counts, whatever file it stands in (OpenVEX, "The VEX Statement"). */
function judgeBy(statements: readonly Statement[]) {
  const index = indexById(statements);
  const used = new Set<string>();
  return {
    isHarmless(image: NamedImage, { id, purl }: Weakness): boolean {
      const byKey = index.get(id);
      if (!byKey) return false;
      const part = packageNamed(purl);
      let last: Said | undefined;
      for (const key of keysOf(image, part)) {
        for (const said of byKey.get(key) ?? []) {
          if (!speaksOf(said.product, image, part)) continue;
          used.add(said.statement.file);
          if (!last || isLater(said, last)) last = said;
        }
      }
      return last?.statement.harmless === true;
    },
    idle: () => [...new Set(statements.map(({ file }) => file))].filter((file) => !used.has(file)),
  };
}

/** What a statement says of one product. */
interface Said {
  readonly statement: Statement;
  readonly product: NamedProduct;
  /** Position among all statements. */
  readonly position: number;
}

/** What is said of each vulnerability, by the keys of products. */
function indexById(statements: readonly Statement[]): ReadonlyMap<string, ReadonlyMap<string, readonly Said[]>> {
  const index = new Map<string, Map<string, Said[]>>();
  for (const [position, statement] of statements.entries()) {
    for (const product of statement.products.map(readProduct)) {
      const keys = keysOfProduct(product);
      for (const id of new Set(statement.ids)) {
        const byKey = index.get(id) ?? new Map<string, Said[]>();
        index.set(id, byKey);
        for (const key of keys) fileUnder(byKey, key, { statement, product, position });
      }
    }
  }
  return index;
}

/** Of statements of one time the last one counts. */
function isLater(one: Said, other: Said): boolean {
  const later = one.statement.time - other.statement.time;
  return later > 0 || (later === 0 && one.position > other.position);
}

function indexed(reports: readonly ImageReport[], keys: (report: ImageReport) => readonly string[]) {
  const index = new Map<string, ImageReport[]>();
  for (const report of reports) {
    for (const key of new Set(keys(report))) fileUnder(index, key, report);
  }
  return index;
}

function fileUnder<T>(index: Map<string, T[]>, key: string, value: T): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}

/** `nginx` and `docker.io/library/nginx:latest` are one image. A reference by digest alone has no name. */
function nameKey(reference: string): string | undefined {
  const image = parseImage(reference);
  if (!image || (image.tag === undefined && image.digest !== undefined)) return undefined;
  return `${image.registry}/${image.repository}:${image.tag ?? 'latest'}`;
}
