import type { Parameters } from '../../model/check.ts';
import type { FlagProblem, FlagRule } from './flag-check.ts';
import { flagOf, itemsIn, itemsOf, type Component, type Flag } from './types.ts';

/* The shapes of demands on flags. A flag whose absence proves nothing here (`hidden`) is never called missing. */

/** What a component does where the flag is not set: by its command line, and by its configuration file where that differs. */
export type Unset = string | { readonly arguments: string; readonly config: string };

/** The flag must have one of the values; `unset` is the component's own default. The first value is the repair. */
export function mustBe(name: string, values: readonly string[], unset: Unset): FlagRule<Parameters> {
  return (component) => {
    const [wanted = ''] = values;
    const flag = flagOf(component, name);
    if (flag) return values.includes(normal(flag.value)) ? [] : [wrongValue(flag, wanted)];
    const effective = unsetValue(component, unset);
    return values.includes(effective) ? [] : missing(component, name, `the default is ${effective}`, wanted);
  };
}

/** The flag as far as we see; where it may stand elsewhere that is asked, so that silence is known to prove nothing. */
function seenFlag(component: Component, name: string): Flag | undefined {
  const flag = flagOf(component, name);
  if (!flag) component.hidden(name);
  return flag;
}

/** The flag must not have one of the values that are set on purpose; its default is fine. */
export function mustNotBe(name: string, values: readonly string[], wanted?: string): FlagRule<Parameters> {
  return (component) => {
    const flag = seenFlag(component, name);
    return flag && values.includes(normal(flag.value)) ? [wrongValue(flag, wanted)] : [];
  };
}

/** Every one of the flags must be set to something. No repair: only the operator knows the files. */
export function mustBeSet<P extends Parameters>(...names: readonly string[]): FlagRule<P> {
  return (component) => {
    const absent = names.filter((name) => {
      const flag = flagOf(component, name);
      return flag ? flag.bare || flag.value === '' : !component.hidden(name);
    });
    const [first] = absent;
    if (first === undefined) return [];
    const path = flagOf(component, first)?.path ?? component.slot(first).path;
    const titles = absent.map((name) => component.slot(name).title).join(' and ');
    return [{ path, message: `${titles} ${absent.length > 1 ? 'are' : 'is'} not set` }];
  };
}

type FileParameters = { readonly extensions: string[] };

/**
 * The flags must name files. Where `extensions` are given, a name with another extension does not count as a certificate or
 * key; names without any extension are taken as they are.
 */
export function mustBeFile(...names: readonly string[]): FlagRule<FileParameters> {
  const set = mustBeSet<FileParameters>(...names);
  return (component, parameters, scope) => {
    const problems = set(component, parameters, scope);
    if (problems.length > 0) return problems;
    return names.flatMap((name) => oddlyNamed(flagOf(component, name), parameters));
  };
}

function oddlyNamed(flag: Flag | undefined, { extensions }: FileParameters): FlagProblem[] {
  const extension = /\.[a-z]+$/i.exec(flag?.value ?? '')?.[0];
  if (!flag || !extension || extensions.length === 0 || extensions.includes(extension)) return [];
  return [{ path: flag.path, message: `${flag.title} is ${flag.value}, which is not named like a certificate or key` }];
}

/** The flag must not be there at all. */
export function mustNotBeSet(name: string): FlagRule<Parameters> {
  return (component) => {
    const flag = seenFlag(component, name);
    if (!flag || (flag.value === '' && !flag.bare)) return [];
    const repair = flag.drop && { title: `Remove ${flag.title}`, ...flag.drop };
    return [
      {
        path: flag.path,
        message: `${flag.title} is set${flag.bare ? '' : ` to ${flag.value}`}`,
        ...(repair && { repair }),
      },
    ];
  };
}

/** The list must contain the item. `unset` says what the list is by default, for the message. */
export function mustInclude(name: string, item: string, unset: string, repairable = true): FlagRule<Parameters> {
  return (component) => {
    const items = itemsOf(component, name);
    if (items.some((entry) => entry.item === item)) return [];
    const flag = flagOf(component, name);
    if (!flag || flag.value === '') return missing(component, name, unset, repairable ? item : undefined);
    const all = [...itemsIn(flag), item].join(',');
    const repair = repairable ? setTo(flag, all) : {};
    return [{ path: flag.path, message: `${flag.title} lacks ${item}`, ...repair }];
  };
}

/** The list must contain none of the items. */
export function mustExclude(names: readonly string[], item: string): FlagRule<Parameters> {
  return (component) => {
    for (const name of names) seenFlag(component, name);
    return names
      .flatMap((name) => itemsOf(component, name))
      .filter((entry) => entry.item === item)
      .map(({ flag }) => without(flag, item));
  };
}

type PluginParameters = { readonly listed: boolean };

/** An admission plugin that is on by default must stay on. `listed`: a list of plugins to enable that is given must name it, too. */
export function mustStayOn(plugin: string): FlagRule<PluginParameters> {
  const notDisabled = mustExclude(['disable-admission-plugins'], plugin);
  const named = mustInclude('enable-admission-plugins', plugin, 'it is on by default');
  return (component, parameters, scope) => {
    const problems = notDisabled(component, parameters, scope);
    const lists = parameters.listed && itemsOf(component, 'enable-admission-plugins').length > 0;
    return problems.length > 0 || !lists ? problems : named(component, parameters, scope);
  };
}

function without(flag: Flag, item: string): FlagProblem {
  const rest = itemsIn(flag).filter((other) => other !== item);
  const repair = rest.length > 0 ? setTo(flag, rest.join(',')) : dropped(flag);
  return { path: flag.path, message: `${flag.title} contains ${item}`, ...repair };
}

/** A number that a test must accept; `unset` is the component's own default, undefined where missing is fine. */
export function mustMeasure<P extends Parameters>(
  name: string,
  accepts: (value: number, parameters: P) => boolean,
  unset: number | undefined,
  wanted?: (parameters: P) => number,
): FlagRule<P> {
  return (component, parameters) => {
    const target = wanted && String(wanted(parameters));
    const flag = flagOf(component, name);
    if (flag) return accepts(Number.parseFloat(flag.value), parameters) ? [] : [wrongValue(flag, target)];
    if (unset === undefined || accepts(unset, parameters)) return [];
    return missing(component, name, `the default is ${unset}`, target);
  };
}

/** One feature gate, as a flag or as a field of `featureGates`, must not be switched off. */
export function mustNotDisableGate(gate: string): FlagRule<Parameters> {
  return (component) => {
    seenFlag(component, 'feature-gates');
    const entry = itemsOf(component, 'feature-gates').findLast(({ item }) => item.startsWith(`${gate}=`));
    if (!entry || normal(entry.item.slice(gate.length + 1)) !== 'false') return [];
    const { flag } = entry;
    const all = itemsIn(flag).map((item) => (item.startsWith(`${gate}=`) ? `${gate}=true` : item));
    return [{ path: flag.path, message: `the feature gate ${gate} is false`, ...setTo(flag, all.join(',')) }];
  };
}

/** A rule that applies only where a condition on the rest of the component holds. */
export function where<P extends Parameters>(
  condition: (component: Component, parameters: P) => boolean,
  rule: FlagRule<P>,
): FlagRule<P> {
  return (component, parameters, scope) => (condition(component, parameters) ? rule(component, parameters, scope) : []);
}

/** A rule about something that Kubernetes dropped in a release: silent for clusters that no longer have it, unless `anyVersion`. */
export function before(minor: number, rule: FlagRule<Parameters>): FlagRule<{ readonly anyVersion: boolean }> {
  return (component, parameters, scope) => {
    const gone = (component.minor ?? scope.minor) >= minor;
    return !gone || parameters.anyVersion ? rule(component, parameters, scope) : [];
  };
}

/** Switches are read as Go's `strconv.ParseBool` does. */
export function normal(value: string): string {
  if (/^(t|true)$/i.test(value)) return 'true';
  return /^(f|false)$/i.test(value) ? 'false' : value;
}

/** A Go duration (`1h30m`) in seconds; NaN where it is none. */
export function seconds(duration: string): number {
  if (/^\d+$/.test(duration)) return Number(duration);
  if (!/^(\d+(\.\d+)?(h|ms|m|s))+$/.test(duration)) return Number.NaN;
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };
  let sum = 0;
  for (const [, count, , unit = ''] of duration.matchAll(/(\d+(\.\d+)?)(h|ms|m|s)/g))
    sum += Number(count) * (units[unit] ?? 0);
  return sum;
}

export function wrongValue(flag: Flag, wanted: string | undefined): FlagProblem {
  const said = flag.value === '' ? 'empty' : flag.value;
  return { path: flag.path, message: `${flag.title} is ${said}`, ...(wanted === undefined ? {} : setTo(flag, wanted)) };
}

export function missing(component: Component, name: string, unset: string, wanted?: string): FlagProblem[] {
  if (component.hidden(name)) return [];
  const { path, title, put } = component.slot(name);
  const problem = { path, message: `${title} is not set (${unset})` };
  if (wanted === undefined || !put) return [problem];
  return [{ ...problem, repair: { title: `Set ${title} to ${wanted}`, ...put(wanted) } }];
}

function unsetValue(component: Component, unset: Unset): string {
  return typeof unset === 'string' ? unset : unset[component.form];
}

function setTo(flag: Flag, value: string): Pick<FlagProblem, 'repair'> {
  return flag.rewrite ? { repair: { title: `Set ${flag.title} to ${value}`, ...flag.rewrite(value) } } : {};
}

function dropped(flag: Flag): Pick<FlagProblem, 'repair'> {
  return flag.drop ? { repair: { title: `Remove ${flag.title}`, ...flag.drop } } : {};
}
