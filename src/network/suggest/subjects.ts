import { holds, type Requirement } from '../../kubernetes/selector.ts';
import type { Node } from '../engine/workloads.ts';

type Labels = Readonly<Record<string, string>>;

/** What one policy speaks of: a workload, or several whose pods no selector tells apart. */
export interface Subject {
  readonly namespace: string;
  /** Positions among the nodes. */
  readonly members: readonly number[];
  readonly selector: readonly Requirement[];
}

/** Labels that name an application, best first ("Recommended Labels", kubernetes.io, and older habits). */
const NAMING = [
  'app.kubernetes.io/name',
  'app',
  'k8s-app',
  'name',
  'app.kubernetes.io/component',
  'component',
  'app.kubernetes.io/instance',
  'tier',
  'role',
];

/** Labels that controllers give, and that are others after the next rollout. */
const PASSING = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
  'job-name',
  'batch.kubernetes.io/job-name',
]);

/** A subject for every workload that policies can select: those of the host's network are none. */
export function subjectsOf(nodes: readonly Node[]): readonly Subject[] {
  const own = [...nodes.keys()].filter((i) => !nodes[i]!.pods.every(({ hostNetwork }) => hostNetwork));
  const byNamespace = Map.groupBy(own, (i) => nodes[i]!.namespace);
  return [...byNamespace].flatMap(([namespace, members]) => inNamespace(namespace, members, nodes));
}

function inNamespace(namespace: string, members: readonly number[], nodes: readonly Node[]): Subject[] {
  const labels = new Map(members.map((i) => [i, labelSets(nodes[i]!)]));
  const subjects: Subject[] = [];
  const done = new Set<number>();
  for (const i of members) {
    if (done.has(i)) continue;
    const selector = selectorFor(i, labels);
    const selected = members.filter(
      (j) => (j === i || !done.has(j)) && labels.get(j)!.some((one) => selector.every((r) => holds(r, one))),
    );
    for (const j of selected) done.add(j);
    subjects.push({ namespace, members: selected, selector });
  }
  return subjects;
}

/** The different labels of a workload's pods. */
function labelSets({ pods }: Node): readonly Labels[] {
  const lasting = pods.map(({ labels }) =>
    Object.fromEntries(Object.entries(labels).filter(([key]) => !PASSING.has(key))),
  );
  return [...new Map(lasting.map((labels) => [JSON.stringify(Object.entries(labels).sort()), labels])).values()];
}

/** The shortest selector that picks all pods of the workload and no other's; as near to that as labels allow. */
function selectorFor(node: number, labels: ReadonlyMap<number, readonly Labels[]>): readonly Requirement[] {
  const own = labels.get(node)!;
  const others = [...labels].filter(([i]) => i !== node).flatMap(([, sets]) => sets);
  const conditions = conditionsOn(own);
  const clear = (selector: readonly Requirement[]) => !others.some((one) => selector.every((r) => holds(r, one)));
  for (const one of conditions) if (clear([one])) return [one];
  const [first] = conditions;
  for (const one of conditions.slice(1)) if (clear([first!, one])) return [first!, one];
  const absent = missingKeys(own, others);
  const [whole, fuller] = [conditions, [...conditions, ...absent]];
  if (clear(whole)) return whole;
  return fewest(fuller, others);
}

/** A condition for each key that all of the pods have, best names first. */
function conditionsOn(own: readonly Labels[]): Requirement[] {
  const keys = Object.keys(own[0] ?? {}).filter((key) => own.every((one) => one[key] !== undefined));
  const rank = (key: string) => (NAMING.includes(key) ? NAMING.indexOf(key) : NAMING.length);
  return keys
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((key) => ({ key, operator: 'In', values: [...new Set(own.map((one) => one[key]!))].sort() }));
}

/** Keys that only others have. */
function missingKeys(own: readonly Labels[], others: readonly Labels[]): Requirement[] {
  const keys = new Set(others.flatMap((one) => Object.keys(one)));
  const missing = [...keys].filter((key) => own.every((one) => one[key] === undefined)).sort();
  return missing.map((key) => ({ key, operator: 'DoesNotExist', values: [] }));
}

/** Leaves out, from behind, what keeps nobody away. */
function fewest(selector: readonly Requirement[], others: readonly Labels[]): readonly Requirement[] {
  const picked = (list: readonly Requirement[]) => others.filter((one) => list.every((r) => holds(r, one))).length;
  let kept = [...selector];
  for (const one of selector.toReversed()) {
    const without = kept.filter((other) => other !== one);
    if (picked(without) === picked(kept)) kept = without;
  }
  return kept;
}
