import { isVector, remoteAttack } from './cvss.ts';
import { type ImageReport, NOTHING, type Reading, type Weakness } from './weakness.ts';

/** An entry of a report, before it is known whether it counts. */
export interface Entry {
  readonly id: string | undefined;
  readonly package: string | undefined;
  readonly version: string | undefined;
  readonly purl?: string | undefined;
  readonly fixed?: string | undefined;
  /** The one to be trusted most first; the first that is there counts. */
  readonly ratings: readonly Rating[];
  readonly exploited?: boolean;
  readonly likelihood?: number | undefined;
}

export interface Rating {
  readonly vector: string | undefined;
  readonly score: number | undefined;
}

/** `sha256:…` of a reference that ends with it, `nginx@sha256:…`. */
export function digestIn(reference: string): string {
  return reference.slice(reference.indexOf('@') + 1);
}

/** An image as a report names it, with everything that is told of it. */
export interface ToldImage {
  readonly names: readonly string[];
  readonly digests: readonly string[];
  readonly entries: readonly Entry[];
}

/** What a file tells of images. Entries that name no vulnerability are faults, beside those that the reader found. */
export function readingOf(images: readonly ToldImage[], file: string, faults = 0): Reading {
  const nameless = images.reduce((sum, { entries }) => sum + entries.filter(({ id }) => !id).length, 0);
  return { ...NOTHING, images: images.map((image) => reportOf(image, file)), faults: faults + nameless };
}

/** The ways in among the entries, and how many have no vector that would tell. */
function reportOf({ names, digests, entries }: ToldImage, file: string): ImageReport {
  const isRated = ({ ratings }: Entry) => ratings.some(({ vector }) => isVector(vector));
  return {
    names,
    digests,
    weaknesses: entries.flatMap((entry) => weaknessOf(entry) ?? []),
    unrated: entries.filter((entry) => entry.id && !isRated(entry)).length,
    file,
  };
}

/** Vectors of version 2 know no user interaction: they count where there is no other. */
export function byVersion(a: Rating, b: Rating): number {
  const rank = ({ vector = '' }: Rating) => (vector.startsWith('CVSS:3') ? 0 : vector.startsWith('CVSS:4') ? 1 : 2);
  return rank(a) - rank(b);
}

/** The entry where it is a way in over the network; undefined where it is not, and where no vector says so. */
function weaknessOf(entry: Entry): Weakness | undefined {
  const { id, ratings, exploited = false, likelihood } = entry;
  const rating = ratings.find(({ vector }) => isVector(vector));
  const attack = remoteAttack(rating?.vector ?? '');
  if (!id || !attack) return undefined;
  return {
    id,
    package: entry.package ?? '',
    version: entry.version ?? '',
    purl: entry.purl ?? '',
    fixed: entry.fixed ?? '',
    score: rating?.score ?? ratings.find(({ score }) => score !== undefined)?.score,
    attack,
    exploited,
    likelihood,
  };
}
