import type { Attack } from './weakness.ts';

/**
 * Reads a vector of CVSS 2, 3.x or 4.0: undefined where it says that the attack is none over the network, waits for what somebody
 * does, or costs the target no more than its availability. https://www.first.org/cvss/specification-document
 */
export function remoteAttack(vector: string): Attack | undefined {
  if (vector.length > LONGEST) return undefined;
  const metrics = new Map(vector.split('/').map((part) => part.split(':', 2) as [string, string]));
  const version = metrics.get('CVSS') ?? '2';
  if (version.startsWith('4')) return attackOf(metrics, FOUR);
  return attackOf(metrics, version.startsWith('3') ? THREE : TWO);
}

const LONGEST = 500;

/** Whether a text is a vector that says from where an attack comes. */
export function isVector(text: string | undefined): text is string {
  return text !== undefined && text.length <= LONGEST && /(?:^|\/)AV:[A-Z]/.test(text);
}

/** Which values of which metrics mean what. */
interface Reader {
  readonly waits: readonly (readonly [metric: string, value: RegExp])[];
  readonly takes: readonly (readonly [metric: string, value: RegExp])[];
  readonly complex: readonly (readonly [metric: string, value: RegExp])[];
  readonly account: readonly [metric: string, value: RegExp];
}

const TWO: Reader = {
  waits: [],
  takes: [
    ['C', /^C$/],
    ['I', /^C$/],
    ['I', /^P$/],
  ],
  complex: [['AC', /^[MH]$/]],
  account: ['Au', /^[SM]$/],
};
const THREE: Reader = {
  waits: [['UI', /^R$/]],
  takes: [
    ['C', /^H$/],
    ['I', /^H$/],
  ],
  complex: [['AC', /^H$/]],
  account: ['PR', /^[LH]$/],
};
const FOUR: Reader = {
  waits: [['UI', /^[PA]$/]],
  takes: [
    ['VC', /^H$/],
    ['VI', /^H$/],
  ],
  complex: [
    ['AC', /^H$/],
    ['AT', /^P$/],
  ],
  account: ['PR', /^[LH]$/],
};

function attackOf(
  metrics: ReadonlyMap<string, string>,
  { waits, takes, complex, account }: Reader,
): Attack | undefined {
  const says = ([metric, value]: readonly [string, RegExp]) => value.test(metrics.get(metric) ?? '');
  if (metrics.get('AV') !== 'N' || waits.some(says) || !takes.some(says)) return undefined;
  return { complex: complex.some(says), authenticated: says(account) };
}
