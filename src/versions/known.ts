import type { Advisory, AffectedRange, Product, VersionData } from '../model/versions.ts';
import known from './known.json' with { type: 'json' };
import { compareVersions, parseVersion, type Version } from './order.ts';

/** What is built in. */
export const KNOWN_VERSIONS = known as VersionData;

/** A vulnerability that a version has, and the first version of its line that has it no more. */
export interface Hit {
  readonly advisory: Advisory;
  readonly fixed?: string;
}

/** The vulnerabilities of a component at a version, worst first as the data has them. */
export function vulnerabilitiesOf(data: VersionData, component: string, text: string): Hit[] {
  const version = parseVersion(text);
  if (!version) return [];
  return data.advisories
    .filter(({ components }) => components.includes(component))
    .flatMap((advisory): Hit[] => {
      const range = advisory.affected.find((candidate) => isWithin(version, candidate));
      if (!range) return [];
      const fixed = range.fixed ?? afterwards(range.lastAffected);
      return [{ advisory, ...(fixed !== undefined && { fixed }) }];
    });
}

function isWithin(version: Version, { introduced, fixed, lastAffected }: AffectedRange): boolean {
  const from = parseVersion(introduced ?? '0')!;
  if (compareVersions(version, from) < 0) return false;
  const before = fixed === undefined ? undefined : parseVersion(fixed);
  const last = lastAffected === undefined ? undefined : parseVersion(lastAffected);
  return (!before || compareVersions(version, before) < 0) && (!last || compareVersions(version, last) <= 0);
}

/** `1.32.7` is followed by `1.32.8`. */
function afterwards(lastAffected: string | undefined): string | undefined {
  const last = lastAffected === undefined ? undefined : parseVersion(lastAffected);
  if (!last) return undefined;
  const [major = 0, minor = 0, patch = 0] = last.numbers;
  return `${major}.${minor}.${patch + 1}`;
}

/** The newest of versions. */
export function newest(versions: readonly string[]): string | undefined {
  return versions.toSorted((a, b) => compareVersions(parseVersion(b)!, parseVersion(a)!))[0];
}

export interface Support {
  readonly product: Product;
  readonly cycle: string;
  /** Absent while none is set. */
  readonly endOfLife?: string;
}

/**
 * The release line that a version belongs to, as far as it is known. A version older than every line of the table is of
 * the oldest one; one that is newer, or in a gap between lines, is unknown.
 */
export function supportOf(data: VersionData, productId: string, text: string): Support | undefined {
  const product = data.products.find(({ id }) => id === productId);
  const version = parseVersion(text);
  if (!product || !version) return undefined;
  const line = product.cycles.find(({ cycle }) => isOfCycle(version, cycle)) ?? oldest(product, version);
  if (!line) return undefined;
  return { product, ...line };
}

function isOfCycle(version: Version, cycle: string): boolean {
  const numbers = cycle.split('.').map(Number);
  return numbers.every((number, i) => version.numbers[i] === number);
}

function oldest(product: Product, version: Version): Product['cycles'][number] | undefined {
  const first = product.cycles.at(-1);
  return first && compareVersions(version, parseVersion(first.cycle)!) < 0 ? first : undefined;
}
