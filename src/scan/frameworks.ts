import { frameworks } from '../frameworks/index.generated.ts';
import type { Check } from '../model/check.ts';
import type { Framework } from '../model/framework.ts';
import { closest } from '../std/distance.ts';
import { UserError, type UserErrorPlace } from '../std/user-error.ts';

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
 * Frameworks by id, alias or unique beginning, or from files. What reads files is loaded only where one is named.
 * @throws UserError `unknown-framework` with the nearest name; `bad-framework` with the line of a mistake.
 */
export async function chooseFrameworks(
  names: readonly string[],
  { checks, folder }: FrameworkSource,
): Promise<ChosenFrameworks> {
  if (!names.some(isFile)) return { frameworks: names.map((name) => findFramework(name)), checks };
  const { readFrameworks } = await import('./own-frameworks.ts');
  return readFrameworks(names, { checks, folder });
}

/** `./our-baseline.yaml` and `baselines/our.json` name files; ids have neither slashes nor such endings. */
export function isFile(name: string): boolean {
  return /[\\/]|\.(?:ya?ml|json)$/i.test(name);
}

/** Finds a framework of Castellan by id, by an alias, or by a unique beginning of its id (`nsa`). */
export function findFramework(name: string, place?: UserErrorPlace): Framework {
  const id = name.toLowerCase();
  const exact = frameworks.find((framework) => framework.id === id || framework.aliases?.includes(id));
  if (exact) return exact;
  const [only, another] = frameworks.filter((framework) => framework.id.startsWith(id));
  if (only && !another) return only;
  const names = frameworks.map((framework) => framework.id);
  const near = closest(id, [...names, ...frameworks.flatMap(({ aliases = [] }) => aliases)]);
  throw new UserError('unknown-framework', `There is no framework "${name}".`, {
    hint: `${near ? `Did you mean "${near}"? ` : ''}There are ${names.join(', ')}.`,
    ...(place && { place }),
  });
}
