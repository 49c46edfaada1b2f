import { DEFAULT_ROLES } from '../../access/authorizer/defaults.ts';
import type { Pen } from '../../formats/terminal/pen.ts';
import { count, padEnd, printable } from '../../std/text.ts';
import type { Blast } from '../blast.ts';
import type { Blocked } from '../graph.ts';
import type { Evidence } from '../story.ts';
import { type Act, actsOf, type ToldRoute } from '../told.ts';

/** A way as a story: who does what, and the lines that make it possible. */
export function routeLines(route: ToldRoute, pen: Pen): string[] {
  const more = route.alike.length > 0 ? ` and ${alikeText(route)}` : '';
  const head = `${pen.severity(route.severity)}  ${pen.paint(printable(`${route.source} → ${route.goal}`), 'bold')}${printable(more)}`;
  const effort = pen.paint(`${count(route.actions, 'action')}, the hardest is ${route.hardest}`, 'dim');
  return [`${head}  ${effort}`, ...actsOf(route.steps).flatMap((act, i) => actLines(act, i + 1, pen))];
}

function alikeText({ alike }: ToldRoute): string {
  return alike.length <= 2 ? alike.join(', ') : `${alike.length} more like it`;
}

/** One act, and what makes it possible. */
export function actLines({ title, via, technique, ease, evidence }: Act, number: number, pen: Pen): string[] {
  const where = via.map((name) => printable(name)).join(' ▸ ');
  const marks = [technique, ease === 'given' ? undefined : ease].filter(Boolean).join(' ');
  const lines = [`  ${padEnd(`${number}.`, 3)} ${title} ${pen.paint(where, 'bold')}  ${pen.paint(marks, 'dim')}`];
  return [...lines, ...once(evidence).map((one) => evidenceLine(one, pen))];
}

function evidenceLine({ note, place }: Evidence, pen: Pen): string {
  const where = place.file === DEFAULT_ROLES ? pen.paint(DEFAULT_ROLES, 'cyan') : pen.place(place);
  return `        ${where}  ${printable(note)}`;
}

function once(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map((one) => [`${one.place.file}:${one.place.line} ${one.note}`, one])).values()];
}

export function blastLines({ reached, depth, routes }: Blast, source: string, pen: Pen): string[] {
  if (reached.length === 0) return [`${printable(source)} leads nowhere.`];
  const rows = reached.map(({ kind, count: n, of }) => `  ${padEnd(kind, 16)} ${n} of ${of}`);
  return [
    pen.paint(printable(`Whoever controls ${source} reaches, in up to ${count(depth, 'step')}:`), 'bold'),
    ...rows,
    '',
    routes.length > 0 ? `Crown jewels among them: ${count(routes.length, 'way')}` : 'No crown jewel is among them.',
  ];
}

const MOST_GUARDS = 5;

/** What keeps steps from being there, by guard. */
export function guardLines(blocked: readonly Blocked[], pen: Pen): string[] {
  if (blocked.length === 0) return [];
  const guards = [...Map.groupBy(blocked, ({ guard }) => guard.name)].sort(([, a], [, b]) => b.length - a.length);
  const lines = guards.slice(0, MOST_GUARDS).map(([name, list]) => {
    const [{ edge, from, to }] = list as [Blocked];
    const more = list.length > 1 ? ` and ${list.length - 1} more` : '';
    return `  ${printable(name)}: ${printable(`${from.name} ${edge.title} ${to.name}`)}${more}`;
  });
  const rest = guards.length > MOST_GUARDS ? [`  and ${guards.length - MOST_GUARDS} other guards`] : [];
  return [pen.paint(`Stopped by guards: ${count(blocked.length, 'step')}`, 'bold'), ...lines, ...rest];
}
