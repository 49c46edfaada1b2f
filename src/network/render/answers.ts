import type { Change } from '../engine/diff.ts';
import type { Side, Why } from '../engine/why.ts';
import { csvField } from './connections.ts';
import { withShortPorts } from './ports.ts';

/* Answers as text for people and CSV for spreadsheets. */

export function whyText(answers: readonly Why[]): string {
  return answers.map(oneWhy).join('\n');
}

function oneWhy({ src, dst, network, allowed, denied, egress, ingress, changes, itself }: Why): string {
  const lines = [
    `${src} => ${dst}${network === undefined ? '' : ` (${network})`}`,
    ...(itself === undefined ? [] : [`  of its pods and each other; ${itself}`]),
    `  allowed  ${allowed}`,
    ...(denied === 'No Connections' ? [] : [`  denied   ${denied}`]),
    `  leaving ${src}:`,
    ...sideLines(egress),
    `  entering ${dst}:`,
    ...sideLines(ingress),
    ...(changes.length > 0 ? ['  to allow the rest:', ...changes.map((change) => `    - ${change}`)] : []),
  ];
  return withShortPorts(`${lines.join('\n')}\n`);
}

function sideLines({ free, reasons }: Side): string[] {
  if (free) return ['    allowed: no policy restricts it'];
  return reasons.map(({ verdict, ports, policy, rule, place, filter, notes = [] }) => {
    if (policy === undefined) return `    ${verdict} ${ports}: no policy restricts it`;
    const where = place ? `  ${place.file}:${place.line}` : '';
    const by = [...(filter === undefined ? [] : [`in the ${filter}`]), ...notes].map((one) => `, ${one}`).join('');
    return `    ${verdict} ${ports}: ${policy}, ${rule === undefined ? 'no rule allows it' : `rule ${rule}`}${by}${where}`;
  });
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;

export function diffText(changes: readonly Change[]): string {
  if (changes.length === 0) return 'No connection changes.\n';
  const lines = changes.map(({ src, dst, network, before, after, change, because }) => {
    const where = network === undefined ? '' : ` (${network})`;
    const by = because.length > 0 ? `  [${because.join(', ')}]` : '';
    return `${SIGNS[change]} ${src} => ${dst}${where} : ${before} -> ${after}${by}`;
  });
  return withShortPorts(`${lines.join('\n')}\n`);
}

export function diffCsv(changes: readonly Change[]): string {
  const rows = changes.map(({ change, src, dst, before, after, because, network = '' }) => [
    change,
    src,
    dst,
    before,
    after,
    because.join(' '),
    network,
  ]);
  return csvOf(['change', 'src', 'dst', 'before', 'after', 'because', 'network'], rows);
}

export function csvOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, ...rows].map((row) => `${row.map(csvField).join()}\n`).join('');
}
