import type { Check } from '../model/check.ts';
import type { Framework } from '../model/framework.ts';

/** Where frameworks and the rules that they may name come from. */
export interface FrameworkSource {
  /** Rules of Castellan and of the config. */
  readonly checks: readonly Check[];
  /** Folder that files are named from. */
  readonly folder: string;
}

export interface ChosenFrameworks {
  readonly frameworks: readonly Framework[];
  /** The rules that they may name: those given, and own rules of framework files. */
  readonly checks: readonly Check[];
}

/**
 * Frameworks by id, alias or unique beginning, or from files. They, and what reads files, are loaded only where one is named.
 * @throws UserError `unknown-framework` with the nearest name; `bad-framework` with the line of a mistake.
 */
export async function chooseFrameworks(
  names: readonly string[],
  { checks, folder }: FrameworkSource,
): Promise<ChosenFrameworks> {
  if (names.length === 0) return { frameworks: [], checks };
  if (!names.some(isFile)) {
    const { findFramework } = await import('./known-frameworks.ts');
    return { frameworks: names.map((name) => findFramework(name)), checks };
  }
  const { readFrameworks } = await import('./own-frameworks.ts');
  return readFrameworks(names, { checks, folder });
}

/** `./our-baseline.yaml` and `baselines/our.json` name files; ids have neither slashes nor such endings. */
export function isFile(name: string): boolean {
  return /[\\/]|\.(?:ya?ml|json)$/i.test(name);
}
