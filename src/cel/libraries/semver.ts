import { reading } from '../cost-rules.ts';
import { overloads, type Library } from '../library.ts';
import { CelObject, Fault, intOf, type Value } from '../values.ts';

/** A version of semver.org 2.0.0. */
class Semver extends CelObject {
  readonly typeName = 'kubernetes.Semver';
  readonly core: readonly bigint[];
  readonly pre: readonly string[];

  constructor(core: readonly bigint[], pre: readonly string[]) {
    super();
    this.core = core;
    this.pre = pre;
  }

  override equals(other: Value): boolean {
    return other instanceof Semver && compare(this, other) === 0;
  }
}

const MAX_UINT = (1n << 64n) - 1n;
const NUMBER = '(0|[1-9][0-9]{0,19})';
const VERSION = new RegExp(String.raw`^${NUMBER}\.${NUMBER}\.${NUMBER}(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$`);

function parse(text: string): Semver | undefined {
  const [all, major = '0', minor = '0', patch = '0', pre, build] = VERSION.exec(text) ?? [];
  if (all === undefined || all.length > 300) return undefined;
  const parts = pre?.split('.') ?? [];
  if ([major, minor, patch].some((part) => BigInt(part) > MAX_UINT)) return undefined;
  const isRight = parts.every((part) => part !== '' && !/^0\d+$/.test(part)) && !(build?.split('.') ?? []).includes('');
  return isRight ? new Semver([major, minor, patch].map(BigInt), parts) : undefined;
}

/** `v1.2` is 1.2.0 (k8s.io/apiserver, normalizeAndParse). */
function normalized(text: string): Semver | undefined {
  const [, core = '', rest = ''] = /^v?([0-9.]*)(.*)$/s.exec(text) ?? [];
  const parts = core.split('.').map((part) => part.replace(/^0+(?=\d)/, ''));
  if (parts.length > 3) return undefined;
  return parse([...parts, '0', '0'].slice(0, 3).join('.') + rest);
}

function compare(a: Semver, b: Semver): number {
  for (const [i, x] of a.core.entries()) if (x !== b.core[i]) return x < b.core[i]! ? -1 : 1;
  if (a.pre.length === 0 || b.pre.length === 0) return Math.sign(b.pre.length - a.pre.length);
  for (const [i, x] of a.pre.entries()) {
    const y = b.pre[i];
    if (y === undefined) return 1;
    if (x !== y) return comparePart(x, y);
  }
  return Math.sign(a.pre.length - b.pre.length);
}

function comparePart(x: string, y: string): number {
  const [isNumber, isOther] = [/^\d+$/.test(x), /^\d+$/.test(y)];
  if (isNumber && isOther) return BigInt(x) < BigInt(y) ? -1 : 1;
  if (isNumber !== isOther) return isNumber ? -1 : 1;
  return x < y ? -1 : 1;
}

const reader = (text: string, normalizes = false): Semver | undefined => (normalizes ? normalized(text) : parse(text));
const semverOf = (text: string, normalizes = false): Semver | Fault =>
  reader(text, normalizes) ?? new Fault(`"${text.slice(0, 60)}" is no semantic version`);
const isSemver = (text: string, normalizes = false): boolean => reader(text, normalizes) !== undefined;

const S = 'kubernetes.Semver';

/** k8s.io/apiserver, cel/library/semverlib.go */
export const semver: Library = {
  name: 'kubernetes.semver',
  types: [S],
  overloads: [
    ...overloads(
      {
        [`semver(string): ${S}`]: (text: string) => semverOf(text),
        [`semver(string, bool): ${S}`]: semverOf,
        'isSemver(string): bool': (text: string) => isSemver(text),
        'isSemver(string, bool): bool': isSemver,
      },
      reading,
    ),
    ...overloads({
      [`<${S}>.major(): int`]: ({ core }: Semver) => intOf(core[0]!),
      [`<${S}>.minor(): int`]: ({ core }: Semver) => intOf(core[1]!),
      [`<${S}>.patch(): int`]: ({ core }: Semver) => intOf(core[2]!),
      [`<${S}>.isGreaterThan(${S}): bool`]: (a: Semver, b: Semver) => compare(a, b) > 0,
      [`<${S}>.isLessThan(${S}): bool`]: (a: Semver, b: Semver) => compare(a, b) < 0,
      [`<${S}>.compareTo(${S}): int`]: compare,
    }),
  ],
};
