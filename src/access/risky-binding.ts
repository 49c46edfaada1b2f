import type { Check, Scope, Violation, ViolationFix } from '../model/check.ts';
import type { Resource } from '../model/resource.ts';
import { asStrings } from '../std/value.ts';
import { BINDING_TYPES, bindingOf, subjectName, type Binding, type Subject } from './bindings.ts';
import type { Proof } from './powers.ts';
import { brief } from './risky-rule.ts';
import { isBootstrapped, isChanged } from './bootstrap.ts';
import { BUILT_IN_NAMES, nameMatches } from './roles.ts';

/** What a user may set for a check over bindings. */
export type BindingParameters = {
  /** Bindings left alone, by name; a trailing `*` stands for any ending. */
  exempt: string[];
};

type BindingCheck = Pick<Check<BindingParameters>, 'category' | 'types' | 'parameters' | 'find' | 'needs'> & {
  parameters: BindingParameters;
};

/** The parts of a check that says: a binding hands out too strong a role. `judge` gives the proof, or nothing. */
export function strongRoleCheck(
  types: readonly string[],
  judge: (binding: Binding, scope: Scope) => Proof | undefined,
  what: string,
): BindingCheck {
  return bindingCheck(types, BUILT_IN_NAMES, (binding, scope) => {
    const proof = judge(binding, scope);
    return proof ? [strongRoleViolation(binding, proof, what)] : [];
  });
}

/** How a check speaks of a subject that should not hold a role. */
interface BadSubject {
  /** A clause about the subject that ends the message. */
  readonly why: string;
  readonly exempt?: readonly string[];
  /** Their names, where none but these are bad. */
  readonly names?: readonly string[];
  /** Taking the subject out of the binding is the repair. */
  readonly removable?: boolean;
}

/** The parts of a check that says: a binding names a subject that should hold no role, or not this one. */
export function subjectCheck(
  { why, exempt = BUILT_IN_NAMES, names, removable = false }: BadSubject,
  isBad: (subject: Subject, binding: Binding, scope: Scope) => boolean,
): BindingCheck {
  const check = bindingCheck(BINDING_TYPES, exempt, (binding, scope) => {
    const bad = binding.subjects.filter((subject) => isBad(subject, binding, scope));
    const { kind, name } = binding.resource;
    return bad.map((subject) => ({
      path: [...subject.path, 'name'],
      message: `${kind} ${name} gives ${roleName(binding)} to ${subjectName(subject)}, ${why}`,
      ...(removable && { fix: removal(subject) }),
    }));
  });
  return names ? { ...check, needs: () => [names] } : check;
}

function removal(subject: Subject): ViolationFix {
  return {
    title: `Take ${subject.name} out of the binding`,
    safe: false,
    edits: [{ op: 'remove', path: subject.path }],
  };
}

/** The parts of a check over bindings, but for those that the API server made or whose name is exempt. */
export function bindingCheck(
  types: readonly string[],
  exempt: readonly string[],
  judge: (binding: Binding, scope: Scope) => readonly Violation[],
): BindingCheck {
  return {
    category: 'access',
    types,
    parameters: { exempt: [...exempt] },
    find(resource, scope, parameters) {
      const binding = watchedBinding(resource, asStrings(parameters.exempt));
      return binding ? judge(binding, scope) : [];
    },
  };
}

/** The binding that a resource is, unless the API server made it or its name is left alone. */
export function watchedBinding(resource: Resource, exempt: readonly string[]): Binding | undefined {
  const binding = bindingOf(resource);
  if (!binding || isChanged(resource.object)) return binding;
  return isDefault(binding) || nameMatches(resource.name, exempt) ? undefined : binding;
}

/** What the API server makes at its start: marked so, or the binding of `cluster-admin` to its own group alone. */
function isDefault({ resource, role, subjects }: Binding): boolean {
  if (isBootstrapped(resource)) return true;
  const masters =
    subjects.length > 0 && subjects.every(({ kind, name }) => kind === 'Group' && name === 'system:masters');
  return masters && resource.name === 'cluster-admin' && role.name === 'cluster-admin';
}

/** A violation at a binding's `roleRef`, with the rule that makes its role strong. */
export function strongRoleViolation(binding: Binding, { rule }: Proof, what: string): Violation {
  const subjects = brief(binding.subjects.map(subjectName), 3) || 'nobody yet';
  return {
    path: ['roleRef', 'name'],
    message: `${binding.resource.kind} ${binding.resource.name} gives ${roleName(binding)}, which ${what}, to ${subjects}`,
    evidence: rule
      ? [
          {
            resource: rule.owner.resource,
            path: rule.rule.path,
            note: 'has the rule that gives the rights',
          },
        ]
      : [],
  };
}

export function roleName({ role }: Binding): string {
  return `${role.kind || 'role'} ${role.name}`;
}
