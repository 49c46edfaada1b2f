import { defineCheck, type Check, type Parameters, type Scope, type Violation } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { componentsOf, COMPONENT_TYPES } from './components.ts';
import { CONFIG_TYPES } from './config-files.ts';
import type { Change, Component, ComponentName } from './types.ts';

/** What is wrong with a flag of a component. */
export interface FlagProblem {
  readonly path: Path;
  /** `--profiling is true`; the builder adds where. */
  readonly message: string;
  /** What repairs it: `Set --profiling to false`. */
  readonly repair?: Change & { readonly title: string };
}

export type FlagRule<P extends Parameters> = (
  component: Component,
  parameters: P,
  scope: Scope,
) => readonly FlagProblem[];

type Sentences<P extends Parameters> = Omit<Check<P>, 'category' | 'types' | 'find'>;

interface FlagCheck<P extends Parameters> extends Sentences<P> {
  readonly component: ComponentName;
  readonly rule: FlagRule<P>;
  /** A component that follows good practice can't notice the repair. */
  readonly safe?: boolean;
}

/** A check over the flags of one component, wherever they are set: command lines, flags files, configuration files, kubeadm. */
export function flagCheck<P extends Parameters = Parameters>({
  component,
  rule,
  safe = false,
  ...sentences
}: FlagCheck<P>): Check<P> {
  return defineCheck<P>({
    ...sentences,
    category: component === 'kubelet' || component === 'kube-proxy' ? 'node' : 'control-plane',
    types: COMPONENT_TYPES,
    applies: runs(component),
    unsure: (resource, scope, parameters) => {
      if (scope.inventory.derive(configuredByFile).has(component)) return undefined;
      for (const found of componentsOf(resource)) {
        const flag = found.name === component && hiddenFrom(rule, found, parameters, scope);
        if (flag) return `${found.slot(flag).title} may be set in a file that was not read`;
      }
      return undefined;
    },
    find(resource, scope, parameters): Violation[] {
      const found: Violation[] = [];
      for (const one of componentsOf(resource)) {
        if (one.name !== component) continue;
        for (const problem of rule(one, parameters, scope)) found.push(toViolation(one, problem, safe));
      }
      return found;
    },
  });
}

/** The first flag that a rule would have wanted to see and that may be set elsewhere. */
function hiddenFrom<P extends Parameters>(
  rule: FlagRule<P>,
  component: Component,
  parameters: P,
  scope: Scope,
): string | undefined {
  let first: string | undefined;
  const hidden = (flag: string) => {
    const is = component.hidden(flag);
    if (is) first ??= flag;
    return is;
  };
  return rule({ ...component, hidden }, parameters, scope).length > 0 ? undefined : first;
}

/** Components whose configuration file is among the objects, so that a command line which names it hides nothing. */
function configuredByFile(inventory: Inventory): ReadonlySet<ComponentName> {
  const files = CONFIG_TYPES.flatMap((type) => inventory.ofType(type));
  return new Set(files.flatMap((file) => componentsOf(file).map(({ name }) => name)));
}

const questions = new Map<ComponentName, (resource: Resource) => boolean>();

/** Whether a resource runs or configures a component; one function for each, so that it is asked once for many checks. */
function runs(component: ComponentName): (resource: Resource) => boolean {
  let question = questions.get(component);
  if (!question) {
    question = (resource) => componentsOf(resource).some(({ name }) => name === component);
    questions.set(component, question);
  }
  return question;
}

function toViolation({ where }: Component, { path, message, repair }: FlagProblem, safe: boolean): Violation {
  const violation = { path, message: `${message}${where}` };
  return repair ? { ...violation, fix: { ...repair, safe } } : violation;
}
