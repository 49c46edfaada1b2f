import { remoteAttack } from './cvss.ts';
import type { Weakness } from './weakness.ts';

/** An entry of a report, before it is known whether it counts. */
export interface Entry {
  readonly id: string | undefined;
  readonly package: string | undefined;
  readonly version: string | undefined;
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

/** The entry where it is a way in over the network; undefined where it is not, and where no vector says so. */
export function weaknessOf(entry: Entry): Weakness | undefined {
  const { id, ratings, exploited = false, likelihood } = entry;
  const rating = ratings.find(({ vector }) => vector !== undefined && vector !== '');
  const attack = remoteAttack(rating?.vector ?? '');
  if (!id || !attack) return undefined;
  return {
    id,
    package: entry.package ?? '',
    version: entry.version ?? '',
    fixed: entry.fixed ?? '',
    score: rating?.score ?? ratings.find(({ score }) => score !== undefined)?.score,
    attack,
    exploited,
    likelihood,
  };
}
