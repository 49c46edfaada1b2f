import { count, displayWidth, padEnd, wrap } from '../../std/text.ts';
import { ENTIRE, type Exposed, type Exposure, type Unprotected } from '../engine/exposure.ts';
import type { OpenInside, WayIn } from '../engine/ways-in.ts';
import { rangesText } from './aggregate.ts';
import { csvOf } from './answers.ts';
import { withShortPorts } from './ports.ts';

/* Exposure for people: first what comes in, then what nobody restricts; workloads of one answer are told together. */

const WIDTH = 110;

export function exposureText({ outside, cluster, exposure, unprotected }: Exposure): string {
  const parts = [
    section('From outside of the cluster', table(outside.map(wayRow))),
    section('From any pod of the cluster', byAnswer(openTold(cluster))),
    section('No policy restricts', byAnswer(freeTold(unprotected))),
    section('By policies, also', byAnswer(beyondTold(exposure, unprotected))),
  ].filter((part) => part !== '');
  return parts.length > 0 ? withShortPorts(parts.join('\n')) : 'Nothing is exposed, and every workload is protected.\n';
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function wayRow({ workload, conns, how, by, place }: WayIn): string[] {
  const way = how === 'route' ? by : `${by} (${how.replace('route ', '')})`;
  return [workload, conns, way, `${place.file}:${place.line}`];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => displayWidth(row[i]!))));
  return rows.map((row) =>
    row
      .map((cell, i) => padEnd(cell, widths[i]!))
      .join('  ')
      .trimEnd(),
  );
}

/** What holds for a workload, in words. */
interface Told {
  readonly workload: string;
  readonly answer: string;
}

/** Each answer once, with the workloads that it holds for, by namespace. */
function byAnswer(told: readonly Told[]): string[] {
  return [...Map.groupBy(told, ({ answer }) => answer)].flatMap(([answer, members]) => {
    const workloads = [...new Set(members.map(({ workload }) => workload))];
    return [`${answer} (${count(workloads.length, 'workload')})`, ...namesIn(workloads).map((line) => `  ${line}`)];
  });
}

function namesIn(workloads: readonly string[]): string[] {
  return [...Map.groupBy(workloads, (label) => label.slice(0, label.indexOf('/')))].flatMap(([namespace, labels]) => {
    const names = labels.map((label) => label.slice(namespace.length + 1));
    const [first, ...more] = wrap(names.join(', '), WIDTH - namespace.length - 6);
    return [`${namespace}/ ${first}`, ...more.map((line) => `${' '.repeat(namespace.length + 2)}${line}`)];
  });
}

function openTold(cluster: readonly OpenInside[]): Told[] {
  return cluster.map(({ workload, conns }) => ({ workload, answer: conns }));
}

/** One row for a workload that is open both ways. */
function freeTold(unprotected: readonly Unprotected[]): Told[] {
  return [...Map.groupBy(unprotected, ({ workload }) => workload)].map(([workload, list]) => {
    const directions = new Set(list.map(({ direction }) => direction));
    return { workload, answer: directions.size > 1 ? 'ingress and egress' : `${[...directions][0]} alone` };
  });
}

/** What rules allow with what is not among the known workloads; that any pod may come in is told apart. */
function beyondTold(exposure: readonly Exposed[], unprotected: readonly Unprotected[]): Told[] {
  const free = new Set(unprotected.map(({ workload, direction }) => `${workload} ${direction}`));
  const rows = exposure.filter(
    ({ workload, direction, peer }) =>
      !free.has(`${workload} ${direction}`) && !(direction === 'ingress' && peer === ENTIRE),
  );
  const alike = Map.groupBy(rows, ({ workload, direction, peer, conns }) =>
    [workload, direction, conns, isRange(peer) ? '' : peer].join('\n'),
  );
  return [...alike.values()].map((list) => {
    const { workload, direction, conns, peer } = list[0]!;
    const who = isRange(peer) ? rangesText(list.map((one) => one.peer)) : peer;
    return { workload, answer: `${direction === 'ingress' ? 'from' : 'to'} ${who}: ${conns}` };
  });
}

function isRange(peer: string): boolean {
  return !peer.includes('/') && peer !== ENTIRE;
}

export function exposureCsv({ outside, cluster, exposure, unprotected }: Exposure): string {
  const rows = [
    ...outside.map(({ workload, by, how, conns }) => [workload, 'ingress', `${by} (${how})`, conns]),
    ...cluster.map(({ workload, conns }) => [workload, 'ingress', 'any pod', conns]),
    ...exposure.map(({ workload, direction, peer, conns }) => [workload, direction, peer, conns]),
    ...unprotected.map(({ workload, direction }) => [workload, direction, 'unprotected', '']),
  ];
  return csvOf(['workload', 'direction', 'peer', 'conns'], rows);
}
