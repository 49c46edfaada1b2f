import { podsIn, namespaceOf } from '../../kubernetes/namespaces.ts';
import { type Requirement, requirementsOf } from '../../kubernetes/selector.ts';
import type { Workload } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, at } from '../../std/value.ts';
import { append } from '../../std/append.ts';

const DIRECTIONS = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

export default defineCheck({
  id: 'netpol-rule-impossible',
  title: 'Network policy rule can never match',
  severity: 'medium',
  category: 'network',
  profile: 'recommended',
  why: 'A condition that nothing fulfils lets nothing through, or shields nothing: the policy does not do what it was written for.',
  remedy: 'Correct the selector, or name a port as the containers of the selected pods name theirs.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  types: ['NetworkPolicy'],
  find(resource, { inventory }) {
    const spec = asObject(resource.object['spec']);
    const found = [...contradiction(spec['podSelector'], ['spec', 'podSelector'])];
    for (const [direction, key] of DIRECTIONS) {
      for (const [i, rule] of asList(spec[direction]).entries()) {
        for (const [j, peer] of asList(at(rule, key)).entries()) {
          const path = ['spec', direction, i, key, j];
          append(found, contradiction(at(peer, 'podSelector'), [...path, 'podSelector']));
          append(found, contradiction(at(peer, 'namespaceSelector'), [...path, 'namespaceSelector']));
        }
      }
    }
    if (!hasNamedPort(spec)) return found;
    const selected = podsIn(inventory, namespaceOf(resource)).select(asObject(spec['podSelector']));
    return [...found, ...unknownPorts(spec, selected)];
  },
});

const NOTHING: readonly Violation[] = [];

function contradiction(selector: Json | undefined, path: Path): readonly Violation[] {
  const requirements = requirementsOf(selector) ?? [];
  // One condition alone always holds for some value.
  if (requirements.length < 2) return NOTHING;
  const byKey = Map.groupBy(requirements, ({ key }) => key);
  const found: Violation[] = [];
  for (const [key, conditions] of byKey) {
    if (isPossible(conditions)) continue;
    found.push({ path, message: `no value of the label ${key} fulfils all conditions of the selector` });
  }
  return found;
}

/** Conditions on one label. */
function isPossible(conditions: readonly Requirement[]): boolean {
  const of = (operator: Requirement['operator']) => conditions.filter((one) => one.operator === operator);
  const isWanted = of('In').length > 0 || of('Exists').length > 0;
  if (isWanted && of('DoesNotExist').length > 0) return false;
  const [first, ...others] = of('In');
  if (!first) return true;
  const left = first.values.filter((value) => others.every(({ values }) => values.includes(value)));
  return left.some((value) => of('NotIn').every(({ values }) => !values.includes(value)));
}

function hasNamedPort(spec: JsonObject): boolean {
  return asList(spec['ingress']).some((rule) =>
    asList(at(rule, 'ports')).some((entry) => typeof at(entry, 'port') === 'string'),
  );
}

/** A named port of an ingress rule is one of the selected pods; where no pod names it so, the rule allows nothing. */
function unknownPorts(spec: JsonObject, selected: readonly Workload[]): Violation[] {
  if (selected.length === 0) return [];
  const names = new Set(selected.flatMap(portNames));
  const found: Violation[] = [];
  for (const [i, rule] of asList(spec['ingress']).entries()) {
    for (const [j, entry] of asList(at(rule, 'ports')).entries()) {
      const name = asString(at(entry, 'port'));
      if (name === undefined || names.has(name) || /^\d+$/.test(name)) continue;
      found.push({
        path: ['spec', 'ingress', i, 'ports', j, 'port'],
        message: `no container of the selected pods names a port ${name}`,
      });
    }
  }
  return found;
}

function portNames({ containers }: Workload): string[] {
  return containers.flatMap(({ spec }) => asList(spec['ports']).map((port) => asString(at(port, 'name')) ?? ''));
}
