import { type LoadedConfig, placeIn } from '../config/load.ts';
import type { RuleSetting } from '../config/schema.ts';
import type { Check, Parameters, Profile } from '../model/check.ts';
import { type Framework, rulesNeeded } from '../model/framework.ts';
import type { Json } from '../model/json.ts';
import type { Severity } from '../model/severity.ts';
import type { PlannedCheck } from '../posture/run.ts';
import { closest } from '../std/distance.ts';
import { UserError, type UserErrorPlace } from '../std/user-error.ts';

export interface Plan {
  readonly checks: readonly PlannedCheck[];
  readonly severities: ReadonlyMap<string, Severity>;
}

export interface PlanOptions {
  readonly profile: Profile;
  /** Run these rules alone. */
  readonly only: readonly string[];
  /** Leave these out. */
  readonly skip: readonly string[];
  /** Run the rules that these frameworks need, and no others. */
  readonly frameworks: readonly Framework[];
}

/**
 * Settles which rules run and how: the profile, then the config's `rules`, then flags.
 * @throws UserError `unknown-rule` with the nearest name.
 */
export function planChecks(all: readonly Check[], loaded: LoadedConfig, options: PlanOptions): Plan {
  const known = new Map(all.map((check) => [check.id, check]));
  const settings = loaded.config.rules ?? {};
  for (const [id, setting] of Object.entries(settings)) {
    const check = assertKnown(id, known, placeIn(loaded, ['rules', id]));
    assertParameters(check, parametersOf(setting) ?? {}, loaded);
  }
  for (const id of [...options.only, ...options.skip]) assertKnown(id, known);
  const wanted = selection(all, settings, options);
  const checks = all
    .filter((check) => wanted.has(check.id) && !options.skip.includes(check.id))
    .map((check) => ({ check, parameters: { ...check.parameters, ...parametersOf(settings[check.id]) } }));
  const severities = Object.entries(settings).flatMap(([id, setting]): [string, Severity][] => {
    const severity = typeof setting === 'string' ? setting : setting.severity;
    return severity && severity !== 'off' ? [[id, severity]] : [];
  });
  return { checks, severities: new Map(severities) };
}

function selection(
  all: readonly Check[],
  settings: Readonly<Record<string, RuleSetting>>,
  { only, frameworks, profile }: PlanOptions,
): Set<string> {
  if (only.length > 0) return new Set(only);
  if (frameworks.length > 0) return new Set(frameworks.flatMap((framework) => [...rulesNeeded(framework)]));
  return new Set(all.filter((check) => isOn(check, profile, settings[check.id])).map((check) => check.id));
}

function isOn(check: Check, profile: Profile, setting: RuleSetting | undefined): boolean {
  if (setting === 'off') return false;
  if (typeof setting === 'object' && setting.enabled !== undefined) return setting.enabled;
  if (setting !== undefined) return true;
  return profile === 'all' || check.profile === 'recommended';
}

function parametersOf(setting: RuleSetting | undefined) {
  return typeof setting === 'object' ? setting.parameters : undefined;
}

/** A parameter must be one that the rule has, and of the type of its default. */
function assertParameters({ id, parameters = {} }: Check, given: Parameters, loaded: LoadedConfig): void {
  for (const [name, value] of Object.entries(given)) {
    const place = placeIn(loaded, ['rules', id, 'parameters', name]);
    const names = Object.keys(parameters);
    if (!Object.hasOwn(parameters, name)) {
      const near = closest(name, names);
      const hint = near ? `Did you mean "${near}"?` : names.length > 0 ? `It has ${names.join(', ')}.` : 'It has none.';
      throw new UserError('bad-config', `The rule ${id} has no parameter "${name}".`, { place, hint });
    }
    const wanted = typeName(parameters[name]);
    if (typeName(value) !== wanted) {
      throw new UserError('bad-config', `The parameter ${name} of ${id} must be ${wanted}.`, {
        place,
        hint: `Its default is ${JSON.stringify(parameters[name])}.`,
      });
    }
  }
}

/** Lists of parameters are lists of strings. */
function typeName(value: Json | undefined): string {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string') ? 'a list of strings' : 'a list';
  if (value === null || typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
}

function assertKnown(id: string, known: ReadonlyMap<string, Check>, place?: UserErrorPlace): Check {
  const check = known.get(id);
  if (check) return check;
  const near = closest(id, [...known.keys()]);
  throw new UserError('unknown-rule', `There is no rule "${id}".`, {
    hint: near ? `Did you mean "${near}"? \`castellan rules\` lists all.` : '`castellan rules` lists all.',
    ...(place && { place }),
  });
}
