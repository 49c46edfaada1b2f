import { count, padEnd, printable } from '../../std/text.ts';
import { type Breach, decidersOf, NO_SEGMENT, type SegmentCell } from '../segments/breaches.ts';
import { csvOf } from './answers.ts';
import { withShortPorts } from './ports.ts';

const MOST_BREACHES = 50;

/** A table of segments by segments, then each connection that must not be. */
export function segmentsText(
  names: readonly string[],
  cells: readonly SegmentCell[],
  breaches: readonly Breach[],
): string {
  const heads = [...names, NO_SEGMENT];
  const cellOf = new Map(cells.map((cell) => [`${cell.from}\n${cell.to}`, cell]));
  const rows = heads.map((from) => [
    from,
    ...heads.map((to) => (from === to ? '=' : cellText(cellOf.get(`${from}\n${to}`)))),
  ]);
  const table = [['from \\ to', ...heads], ...rows].map((row) => row.map(printable));
  const widths = heads.map((_, i) => Math.max(...table.map((row) => row[i]!.length)));
  const lines = table.map((row) =>
    row
      .map((text, i) => padEnd(text, widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const more = breaches.length - MOST_BREACHES;
  const told = breaches.slice(0, MOST_BREACHES).flatMap(breachLines);
  return [
    ...lines,
    '',
    ...(breaches.length === 0
      ? ['Nothing may talk that must not.']
      : [`${count(breaches.length, 'connection')} must not be (marked ! above):`, ...told]),
    ...(more > 0 ? [`  … ${more} more: ask for -f json`] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function cellText(cell: SegmentCell | undefined): string {
  if (!cell) return '-';
  const text = cell.conns === 'All Connections' ? 'all' : withShortPorts(cell.conns);
  const short = text.length > 24 ? `${text.slice(0, 23)}…` : text;
  return cell.breaches > 0 ? `! ${short}` : short;
}

function breachLines(breach: Breach): string[] {
  const { src, dst, conns } = breach;
  const deciders = decidersOf(breach).map(({ resource, path, note }) => {
    const { file, line } = resource.origin.locate(path);
    return `      ${resource.kind} ${resource.name}, ${note}  ${file}:${line}`;
  });
  const lines = [
    `  ${src} => ${dst} : ${conns}`,
    ...(deciders.length > 0 ? deciders : ['      no policy restricts it']),
  ];
  return lines.map((line) => withShortPorts(printable(line)));
}

export function segmentsCsv(cells: readonly SegmentCell[]): string {
  const rows = cells.map(({ from, to, conns, connections, breaches }) => [
    from,
    to,
    conns,
    String(connections),
    String(breaches),
  ]);
  return csvOf(['from', 'to', 'conns', 'connections', 'violations'], rows);
}

export function segmentsJson(cells: readonly SegmentCell[], breaches: readonly Breach[]): unknown {
  return {
    version: 1,
    segments: cells.map(({ breaches: violations, ...cell }) => ({ ...cell, violations })),
    violations: breaches.map((breach) => ({
      src: breach.src,
      dst: breach.dst,
      from: breach.from,
      to: breach.to,
      conns: breach.conns,
      because: decidersOf(breach).map(({ resource, path, note }) => ({
        policy: `${resource.kind} ${resource.name}`,
        note,
        place: resource.origin.locate(path),
      })),
    })),
  };
}
