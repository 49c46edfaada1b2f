import type { Check, Parameters, Scope } from '../model/check.ts';
import type { RawFinding } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';

/** A rule of the run, with its settled parameters. */
export interface Ran {
  readonly check: Check;
  readonly parameters: Parameters;
}

/** Why a rule's silence proves nothing: on one resource, or at all. */
export interface Doubt {
  readonly reason: string;
  /** Of the resource that it is about. */
  readonly type?: string;
}

/** What a rule looked at in a run, and how far its silence can be trusted. */
export interface Looked {
  readonly resources: readonly Resource[];
  /** Empty where silence proves that nothing is wrong. */
  readonly doubts: readonly Doubt[];
}

export interface LookedInput {
  readonly ran: readonly Ran[];
  readonly resources: readonly Resource[];
  /** Every finding, silenced ones too. */
  readonly found: readonly RawFinding[];
  readonly gaps: readonly Gap[];
  readonly scope: Scope;
  /** Own kinds of the user, by the built-in type that they are read as. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** Tells what each rule looked at; a rule is asked once, however many controls need it. */
export function createLooked(input: LookedInput): (rule: string) => Looked {
  const byType = Map.groupBy(input.resources, ({ type }) => input.aliases.get(type) ?? type);
  const ran = new Map(input.ran.map((one) => [one.check.id, one]));
  const spoken = Map.groupBy(input.found, ({ check }) => check.id);
  const known = new Map<string, Looked>();
  return (rule) => {
    let looked = known.get(rule);
    if (looked) return looked;
    const one = ran.get(rule);
    if (one) {
      const resources = resourcesFor(one.check, byType);
      const loud = new Set((spoken.get(rule) ?? []).map(({ resource }) => resource));
      const silent = resources.filter((resource) => !loud.has(resource));
      looked = { resources, doubts: [...gapDoubts(one.check, input.gaps), ...ruleDoubts(one, silent, input.scope)] };
    } else looked = NOTHING;
    known.set(rule, looked);
    return looked;
  };
}

const NOTHING: Looked = { resources: [], doubts: [] };

function resourcesFor(check: Check, byType: ReadonlyMap<string, readonly Resource[]>): Resource[] {
  const types = check.types === '*' ? [...byType.keys()] : [...new Set(check.types)];
  return types.flatMap((type) => {
    const resources = byType.get(type) ?? [];
    return check.applies ? resources.filter(check.applies) : resources;
  });
}

function ruleDoubts({ check, parameters }: Ran, silent: readonly Resource[], scope: Scope): Doubt[] {
  const doubts = new Map<string, Doubt>();
  for (const resource of check.unsure ? silent : []) {
    const reason = check.unsure?.(resource, scope, parameters);
    if (reason !== undefined) doubts.set(`${resource.type}\0${reason}`, { reason, type: resource.type });
  }
  return [...doubts.values()];
}

/** A rule that broke down, or whose objects could not be listed, has not seen everything. */
function gapDoubts(check: Check, gaps: readonly Gap[]): Doubt[] {
  return gaps
    .filter(({ rules, types }) => (rules ? rules.includes(check.id) : types?.some((type) => looksAt(check, type))))
    .map(({ message, types: [type] = [] }) => ({ reason: message, ...(type !== undefined && { type }) }));
}

function looksAt({ types }: Check, type: string): boolean {
  return types !== '*' && types.includes(type);
}
