import type { Ease } from '../edges/edge.ts';
import { compareSeverity, type Severity } from '../model/severity.ts';
import type { Graph } from './graph.ts';
import type { Route } from './routes.ts';
import { easeOf, type Evidence, hardnessOf, storyOf, type Told } from './story.ts';
import { append } from '../std/append.ts';

/** A way with all that is told of it. */
export interface ToldRoute {
  readonly goal: string;
  readonly goalKind: string;
  readonly severity: Severity;
  readonly source: string;
  readonly hardest: Ease;
  /** Steps that are work for the attacker. */
  readonly actions: number;
  readonly steps: readonly Told[];
  /** Other goals that are reached in the same way. */
  readonly alike: readonly string[];
}

export function toldRoute(graph: Graph, route: Route): ToldRoute {
  const steps = storyOf(graph, route);
  const { hardest, actions } = hardnessOf(steps);
  return {
    goal: route.goal.name,
    goalKind: route.goal.kind,
    severity: severityOf(route.goal.impact, hardest),
    source: steps[0]?.from.name ?? '',
    hardest,
    actions,
    steps,
    alike: route.alike.map(({ name }) => name),
  };
}

/** Ways by their severity; those of one severity stay in their order. */
export function worstFirst({ cost }: Pick<Graph, 'cost'>, routes: readonly Route[]): Route[] {
  const severities = new Map(
    routes.map((route) => {
      const hardest = route.steps.reduce((most, step) => Math.max(most, cost[step]!), 0);
      return [route, severityOf(route.goal.impact, easeOf(hardest))];
    }),
  );
  return routes.toSorted((a, b) => compareSeverity(severities.get(b)!, severities.get(a)!));
}

/** By what is won, and less where a weakness must be found first. */
function severityOf(impact: number, hardest: Ease): Severity {
  const hard = hardest === 'hard';
  if (impact >= 100) return hard ? 'high' : 'critical';
  if (impact >= 75) return hard ? 'medium' : 'high';
  return hard ? 'low' : 'medium';
}

/** One thing that the attacker does, and where it leads without more ado. */
export interface Act {
  readonly title: string;
  readonly id: string;
  readonly technique: string | undefined;
  readonly ease: Ease;
  /** Names on the way, the last one is where the attacker stands then. */
  readonly via: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** The steps as acts: what includes the other is told with what leads there. */
export function actsOf(steps: readonly Told[]): Act[] {
  const acts: {
    title: string;
    id: string;
    technique: string | undefined;
    ease: Ease;
    via: string[];
    evidence: Evidence[];
  }[] = [];
  for (const { edge, ease, to, evidence } of steps) {
    const last = acts.at(-1);
    if (last && ease === 'given') {
      last.via.push(to.name);
      append(last.evidence, evidence);
    } else
      acts.push({
        title: edge.title,
        id: edge.id,
        technique: edge.technique,
        ease,
        via: [to.name],
        evidence: [...evidence],
      });
  }
  return acts.map((act) => ({ ...act, via: realNames(act.via) }));
}

function realNames(via: readonly string[]): readonly string[] {
  const real = via.filter((name) => !isVirtual(name));
  return real.length > 0 ? real : via.slice(-1);
}

/** Vertices that stand for many are for the machine. */
function isVirtual(name: string): boolean {
  return name.includes('@') || name.startsWith('network/');
}
