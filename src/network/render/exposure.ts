import { count, displayWidth, padEnd, wrap } from '../../std/text.ts';
import type { Exposed, Exposure, Unprotected } from '../engine/exposure.ts';
import { ENTIRE } from '../engine/pick-text.ts';
import type { OnNetwork, OpenInside, WayIn } from '../engine/ways-in.ts';
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

/** A workload, and the network where it is on another than all pods are. */
function named({ workload, network }: OnNetwork & { readonly workload: string }): string {
  return network === undefined ? workload : `${workload} on ${network}`;
}

function wayRow(row: WayIn): string[] {
  const { conns, how, by, place } = row;
  const words = [how === 'route' ? '' : how.replace('route ', ''), ...limitsOf(row)].filter((word) => word !== '');
  const way = words.length === 0 ? by : `${by} (${words.join(', ')})`;
  return [named(row), conns, way, `${place.file}:${place.line}`];
}

/** Who alone may come, where not everybody may. */
function limitsOf({ from, sources }: WayIn): string[] {
  const letIn = from ? rangesText(from) : '';
  return [
    ...(/^(?:outside(?: \(IPv6 too\))?)?$/.test(letIn) ? [] : [`policies let in ${letIn}`]),
    ...(sources ? [`kept to ${sources.join(' ')}`] : []),
  ];
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
  return cluster.map((row) => ({
    workload: named(row),
    answer: `${row.conns}${exceptText(', not all of it from ', row)}`,
  }));
}

function exceptText(words: string, { except }: OpenInside): string {
  return except ? `${words}${except.join(', ')}` : '';
}

/** One row for a workload that is open both ways. */
function freeTold(unprotected: readonly Unprotected[]): Told[] {
  return [...Map.groupBy(unprotected, named)].map(([workload, list]) => {
    const directions = new Set(list.map(({ direction }) => direction));
    return { workload, answer: directions.size > 1 ? 'ingress and egress' : `${[...directions][0]} alone` };
  });
}

/** What rules allow with what is not among the known workloads; that any pod may come in is told apart. */
function beyondTold(exposure: readonly Exposed[], unprotected: readonly Unprotected[]): Told[] {
  const free = new Set(unprotected.map((row) => `${named(row)} ${row.direction}`));
  const rows = exposure.filter(
    (row) => !free.has(`${named(row)} ${row.direction}`) && !(row.direction === 'ingress' && row.peer === ENTIRE),
  );
  const alike = Map.groupBy(rows, (row) =>
    [named(row), row.direction, row.conns, isRange(row.peer) ? '' : row.peer].join('\n'),
  );
  return [...alike.values()].map((list) => {
    const [first] = list;
    const { direction, conns, peer } = first!;
    const who = isRange(peer) ? rangesText(list.map((one) => one.peer)) : peer;
    return { workload: named(first!), answer: `${direction === 'ingress' ? 'from' : 'to'} ${who}: ${conns}` };
  });
}

function isRange(peer: string): boolean {
  return !peer.includes('/') && peer !== ENTIRE;
}

export function exposureCsv({ outside, cluster, exposure, unprotected }: Exposure): string {
  const rows = [
    ...outside.map((row) => csvRow(row, 'ingress', `${row.by} (${[row.how, ...limitsOf(row)].join(', ')})`, row.conns)),
    ...cluster.map((row) => csvRow(row, 'ingress', `any pod${exceptText(', not all from ', row)}`, row.conns)),
    ...exposure.map((row) => csvRow(row, row.direction, row.peer, row.conns)),
    ...unprotected.map((row) => csvRow(row, row.direction, 'unprotected', '')),
  ];
  return csvOf(['workload', 'direction', 'peer', 'conns', 'network'], rows);
}

function csvRow(
  { workload, network = '' }: OnNetwork & { readonly workload: string },
  ...cells: readonly [direction: string, peer: string, conns: string]
): string[] {
  return [workload, ...cells, network];
}
