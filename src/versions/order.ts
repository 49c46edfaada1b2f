/** A version as programs of the field write it: numbers, and what comes before the release, if it is one. */
export interface Version {
  /** `[1, 36, 3]`; missing ones are 0. */
  readonly numbers: readonly number[];
  /** `['rc', 2]` of `1.4.0-rc.2`; empty for a release and for builds of one (`-eks-a1b2c3`, `+k3s1`, `-gke.1`, `-0`). */
  readonly before: readonly (string | number)[];
}

const SHAPE = /^v?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?(?:[-.]?(alpha|beta|rc)[.-]?(\d{1,6})?)?(?:[-+._~ ].*)?$/;

/** Reads a version; undefined for what is none (`latest`, a digest). */
export function parseVersion(text: string): Version | undefined {
  const match = SHAPE.exec(text.trim().slice(0, 100));
  if (!match) return undefined;
  const numbers = [match[1], match[2], match[3]].map((digits) => Number(digits ?? 0));
  return { numbers, before: match[4] ? [match[4], Number(match[5] ?? 0)] : [] };
}

/** Negative where `a` is older, 0 where they are the same release (Semantic Versioning 2.0.0, section 11; builds count for nothing). */
export function compareVersions(a: Version, b: Version): number {
  for (let i = 0; i < 3; i++) {
    const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.before.length === 0 || b.before.length === 0) return b.before.length - a.before.length;
  const [stageA = '', numberA = 0] = a.before;
  const [stageB = '', numberB = 0] = b.before;
  if (stageA !== stageB) return stageA < stageB ? -1 : 1;
  return Number(numberA) - Number(numberB);
}
