import type { Check, Scope, Violation } from '../model/check.ts';
import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import type { Severity } from '../model/severity.ts';
import { asStrings } from '../std/value.ts';
import { bindingsOf, subjectName } from './bindings.ts';
import { grantOf, grantOfNamed, type Grant, type Power } from './grants.ts';
import { isBootstrapped, isChanged } from './bootstrap.ts';
import { nameMatches, roleOf, ROLE_TYPES, BUILT_IN_NAMES, USER_FACING_ROLES } from './roles.ts';
import type { Role, Rule } from './roles.ts';

/** What a user may set for a check over the rules of roles, as it is read. */
interface RuleParameters extends Power {
  /** Which kinds of role are looked at. */
  readonly kinds: readonly string[];
  /** Roles left alone, by name; a trailing `*` stands for any ending. */
  readonly exempt: readonly string[];
}

type Given = Readonly<Record<string, string[]>>;
type RoleCheck = Pick<Check<Given>, 'category' | 'types' | 'find' | 'needs'> & { readonly parameters: Given };

/** Gives the words that a role must have for a check to speak, see `Check.needs`. */
type Needs = (parameters: Given) => readonly (readonly string[])[];

/** The parts of a check that says: a rule of a role gives any of these rights, be it over an alarming name only. */
export function rightsCheck(power: Power, alarming: readonly string[] = []): RoleCheck {
  return ruleCheck(power, ({ rule, parameters }) => rightsTrouble(rule, parameters, alarming), anyRight);
}

/** What a rule that gives any of the rights has: a verb and a resource, be it by a wildcard. */
export function anyRight(given: Given): readonly (readonly string[])[] {
  const resources = asStrings(given['resources']);
  const subresources = resources
    .filter((name) => name.includes('/'))
    .map((name) => `*${name.slice(name.indexOf('/'))}`);
  return [
    [...asStrings(given['verbs']), '*'],
    [...resources, ...subresources, '*'],
  ];
}

/** One rule under judgement. */
interface RuleCase {
  readonly rule: Rule;
  readonly role: Role;
  readonly parameters: RuleParameters;
  readonly scope: Scope;
}

/** Where in a rule the trouble is, and a clause that says what the rule does. */
interface Trouble {
  readonly path: Path;
  readonly what: string;
  readonly severity?: Severity;
}

/** The parts of a check that looks at each rule of each role on its own; the rights named can be set by the user. */
export function ruleCheck(
  rights: Partial<Power>,
  judge: (one: RuleCase) => Trouble | undefined,
  needs?: Needs,
): RoleCheck {
  const settable = Object.entries(rights).map(([key, list]) => [key, [...list]] as const);
  return {
    category: 'access',
    types: ROLE_TYPES,
    ...(needs && { needs }),
    parameters: { ...Object.fromEntries(settable), kinds: [...ROLE_TYPES], exempt: [...BUILT_IN_NAMES] },
    find(resource, scope, given) {
      const parameters = readParameters(given);
      const role = watchedRole(resource, parameters);
      if (!role) return NOTHING;
      let found: Violation[] | undefined;
      for (const rule of role.rules) {
        const trouble = judge({ rule, role, parameters, scope });
        if (trouble) (found ??= []).push(violationOf(role, trouble, scope));
      }
      return found ?? NOTHING;
    },
  };
}

const NOTHING: readonly Violation[] = [];

/**
 * The rights of a power that a rule gives, told at its verbs. A rule about named objects passes, unless it names one
 * that is all an attacker needs.
 */
export function rightsTrouble(rule: Rule, power: Power, alarming: readonly string[] = []): Trouble | undefined {
  const named = rule.names.length > 0 ? rule.names.filter((name) => alarming.includes(name)) : rule.names;
  const grant = named.length ? grantOfNamed(rule, power) : grantOf(rule, power);
  const whose = named.length ? ` for ${named.join(', ')}` : '';
  return grant && { path: [...rule.path, 'verbs'], what: `${grantPhrase(grant)}${whose}` };
}

/** The role that a resource is, unless it is one of those that every cluster has or that the parameters leave alone. */
function watchedRole(resource: Resource, { kinds, exempt }: RuleParameters): Role | undefined {
  const role = roleOf(resource);
  if (!role || !kinds.includes(role.kind)) return undefined;
  if (isChanged(resource.object)) return role;
  const userFacing = role.kind === 'ClusterRole' && USER_FACING_ROLES.includes(role.name);
  return userFacing || isBootstrapped(resource) || nameMatches(role.name, exempt) ? undefined : role;
}

const known = new WeakMap<Given, RuleParameters>();

/** Read once: a check is asked with the same parameters for every role. */
function readParameters(given: Given): RuleParameters {
  let parameters = known.get(given);
  if (!parameters) known.set(given, (parameters = parse(given)));
  return parameters;
}

function parse(given: Given): RuleParameters {
  return {
    verbs: asStrings(given['verbs']),
    resources: asStrings(given['resources']),
    groups: asStrings(given['groups']),
    kinds: asStrings(given['kinds']),
    exempt: asStrings(given['exempt']),
  };
}

/** A violation of one rule, with who holds the role as far as the inventory knows. */
function violationOf(role: Role, { path, what, severity }: Trouble, scope: Scope): Violation {
  const bindings = bindingsOf(scope.inventory, role);
  const subjects = bindings.flatMap((binding) => binding.subjects.map(subjectName));
  const holders = subjects.length ? `; held by ${brief([...new Set(subjects)], 2)}` : '';
  return {
    path,
    ...(severity && { severity }),
    message: `${role.kind} ${role.name} ${what}${holders}`,
    evidence: bindings.slice(0, 5).map(({ resource, subjects: bound }) => ({
      resource,
      path: ['roleRef'],
      note: `gives the role to ${brief(bound.map(subjectName), 3) || 'nobody yet'}`,
    })),
  };
}

/** `allows create, get on pods/exec`; `allows every verb on every resource of apps`. */
function grantPhrase({ rule, verbs, resources }: Grant): string {
  const how = rule.verbs.includes('*') ? 'every verb' : brief(verbs, 5);
  return `allows ${how} on ${rule.resources.includes('*') ? everyResource(rule, resources) : brief(resources, 3)}`;
}

/** All that a wildcard takes in, with the reason for the finding where it is short. */
function everyResource(rule: Rule, resources: readonly string[]): string {
  const among = resources.length <= 2 ? `, ${resources.join(' and ')} among them` : '';
  return `every resource of ${groupsPhrase(rule)}${among}`;
}

/** `core, apps`, or `every API group`. */
export function groupsPhrase({ groups }: Rule): string {
  if (groups.includes('*')) return 'every API group';
  return brief(
    groups.map((group) => group || 'core'),
    3,
  );
}

/** `pods, secrets`, `every resource`, or the paths of a rule that is about no resource. */
export function resourcesPhrase({ resources, urls }: Rule): string {
  if (resources.includes('*')) return 'every resource';
  return resources.length === 0 && urls.includes('*')
    ? 'every path that is no resource'
    : brief([...resources, ...urls], 3);
}

/** The first few of a list as text, and how many more there are. */
export function brief(items: readonly string[], most: number): string {
  const shown = items.slice(0, most).join(', ');
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}

/** Rules about single rights: a rule of a role with wildcards in it says more than all of them. */
export const RULES_OF_SINGLE_RIGHTS: readonly string[] = [
  'approve-certificates',
  'bind-roles',
  'create-bindings',
  'create-persistent-volumes',
  'create-pods',
  'create-tokens',
  'debug-containers',
  'delete-events',
  'delete-pod-logs',
  'escalate-roles',
  'excessive-delete',
  'impersonation',
  'manage-configmaps',
  'manage-networking',
  'manage-secrets',
  'manage-workloads',
  'modify-admission-policies',
  'modify-namespaces',
  'modify-nodes',
  'modify-webhooks',
  'nodes-proxy',
  'pods-attach',
  'pods-exec',
  'pods-portforward',
  'read-secrets-cluster-wide',
  'read-secrets-in-namespace',
  'services-status',
];
