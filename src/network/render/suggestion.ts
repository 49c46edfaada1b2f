import { count, printable } from '../../std/text.ts';
import { withShortPorts } from './ports.ts';
import type { Extra, Proof } from '../suggest/prove.ts';
import type { Suggestion } from '../suggest/suggest.ts';

/* How a suggestion is told: the proof first, then what it still allows, then what it leaves out. */

/** What was read of the logs. */
export interface LogFacts {
  readonly records: number;
  readonly skipped: ReadonlyMap<string, number>;
}

const MOST_LINES = 25;

export function suggestionText(suggestion: Suggestion, { broken, extra }: Proof, log: LogFacts): string {
  const { policies, needs, namespaces, shared, untouched, unresolved } = suggestion;
  const flows = needs.reduce((sum, need) => sum + need.count, 0);
  const skipped = [...log.skipped, ...suggestion.free].map(([why, number]) => `${number} ${why}`);
  const groups = groupExtra(extra);
  return [
    `${count(policies.length, 'policy', 'policies')} for ${count(namespaces.size, 'namespace')}, from ${count(needs.length, 'connection')} (${count(flows, 'flow')} of ${count(log.records, 'record')})`,
    broken.length === 0
      ? 'Proved: every connection works with them.'
      : `${count(broken.length, 'connection')} would not work:`,
    ...broken.flatMap(({ text, protocol, port, file, line, because }) => [
      `  ${text} ${protocol} ${port ?? 'any port'}  ${file}:${line}`,
      ...because.map((policy) => `    denied by ${policy}`),
    ]),
    ...(groups.length > 0
      ? [`Still allowed beyond them (${count(extra.length, 'connection')}):`, ...cut(groups)]
      : ['Nothing beyond them is allowed.']),
    ...shared.map((labels) => `One policy for ${labels.join(', ')}: no label tells their pods apart.`),
    ...(skipped.length > 0 ? [`Not counted: ${skipped.join('; ')}.`] : []),
    ...(unresolved.length > 0
      ? [`${count(unresolved.length, 'connection')} could not be taken into account; the proof does not cover them.`]
      : []),
    ...(untouched.length > 0 ? [`Left as they are: ${cutNames(untouched)}.`] : []),
  ]
    .map((line) => `${withShortPorts(printable(line))}\n`)
    .join('');
}

function cut(lines: readonly string[]): string[] {
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `  … ${more} more: ask for -f json`] : [...lines];
}

function cutNames(names: readonly string[]): string {
  return names.length <= 8
    ? names.join(', ')
    : `${names.slice(0, 8).join(', ')} and ${names.length - 8} more namespaces`;
}

/** One line for each target and set of ports: who may beyond the needs, in a few words. */
function groupExtra(extra: readonly Extra[]): string[] {
  const groups = Map.groupBy(extra, ({ dst, conns }) => `${dst}\n${conns}`);
  const bySource = Map.groupBy(
    [...groups.values()].flatMap((list) => (list.length === 1 ? list : [])),
    ({ src, conns }) => `${src}\n${conns}`,
  );
  const many = [...groups.values()].filter((list) => list.length > 1);
  return [
    ...many.map((list) => `  ${someOf(list.map(({ src }) => src))} => ${list[0]!.dst} : ${list[0]!.conns}`),
    ...[...bySource.values()].map(
      (list) => `  ${list[0]!.src} => ${someOf(list.map(({ dst }) => dst))} : ${list[0]!.conns}`,
    ),
  ];
}

function someOf(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

/** The report as JSON; `version` counts its shapes. */
export function suggestionJson(
  suggestion: Suggestion,
  { broken, extra }: Proof,
  manifests: string,
  log: LogFacts,
): unknown {
  const { policies, needs, namespaces, untouched, unresolved, shared, free } = suggestion;
  return {
    version: 1,
    proved: broken.length === 0,
    namespaces: [...namespaces].sort(),
    untouched,
    policies: policies.map(({ namespace, name, comment }) => ({ namespace, name, comment })),
    connections: needs.map(({ text, protocol, port, count: flows, file, line }) => ({
      text,
      protocol,
      port: port ?? null,
      flows,
      file,
      line,
    })),
    broken: broken.map(({ text, protocol, port, file, line, because }) => ({
      text,
      protocol,
      port: port ?? null,
      file,
      line,
      because,
    })),
    extra,
    shared,
    unresolved,
    notCounted: Object.fromEntries([...log.skipped, ...free]),
    manifests,
  };
}
