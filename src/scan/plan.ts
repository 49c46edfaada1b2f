import type { LoadedConfig } from '../config/load.ts';
import type { RuleSetting } from '../config/schema.ts';
import type { Check, Profile } from '../model/check.ts';
import type { Framework } from '../model/framework.ts';
import type { Severity } from '../model/severity.ts';
import type { PlannedCheck } from '../posture/run.ts';
import { closest } from '../std/distance.ts';
import { UserError } from '../std/user-error.ts';

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
  for (const id of Object.keys(settings)) {
    assertKnown(id, known, { file: loaded.file ?? '', line: loaded.line(['rules', id]) });
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
  if (frameworks.length > 0) return new Set(frameworks.flatMap((f) => f.controls.flatMap((control) => control.rules)));
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

function assertKnown(id: string, known: ReadonlyMap<string, Check>, place?: { file: string; line: number }): void {
  if (known.has(id)) return;
  const near = closest(id, [...known.keys()]);
  throw new UserError('unknown-rule', `There is no rule "${id}".`, {
    hint: near ? `Did you mean "${near}"? \`castellan rules\` lists all.` : '`castellan rules` lists all.',
    ...(place && { place }),
  });
}
