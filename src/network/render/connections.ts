import type { Connection } from '../engine/connections.ts';

/* How lists of connections are written: each form is a stream of lines, so that no list needs to be held whole. */

export const LIST_FORMATS = ['text', 'json', 'csv', 'dot', 'mermaid', 'svg', 'html'] as const;
/** Pictures are made of the whole list, by `picture.ts`. */
export type ListFormat = Exclude<(typeof LIST_FORMATS)[number], 'svg' | 'html'>;

type Writer = (connections: Iterable<Connection>) => Iterable<string>;

export const LIST_WRITERS: Readonly<Record<ListFormat, Writer>> = { text, json, csv, dot, mermaid };

function* text(connections: Iterable<Connection>): Generator<string> {
  let network: string | undefined;
  let any = false;
  for (const connection of connections) {
    if (connection.network !== network) yield `${any ? '\n' : ''}${connection.network}:\n`;
    network = connection.network;
    any = true;
    yield `${connection.src} => ${connection.dst} : ${connection.conns}${notesText(connection)}\n`;
  }
  if (!any) yield 'No connection is allowed.\n';
}

/** What is asked beyond ports stands behind them. */
function notesText({ notes }: Connection): string {
  return notes ? `  [${notes.join('; ')}]` : '';
}

function* json(connections: Iterable<Connection>): Generator<string> {
  let before = '[\n';
  for (const connection of connections) {
    yield `${before}  ${JSON.stringify(connection)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function* csv(connections: Iterable<Connection>): Generator<string> {
  yield 'src,dst,conns,network,notes\n';
  for (const { src, dst, conns, network, notes = [] } of connections) {
    yield `${[src, dst, conns, network ?? '', notes.join('; ')].map(csvField).join()}\n`;
  }
}

/** Quoted where RFC 4180 asks for it; a leading sign of a formula is defused for spreadsheets. */
export function csvField(value: string): string {
  const safe = /^[=+\-@]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function* dot(connections: Iterable<Connection>): Generator<string> {
  yield 'digraph network {\n  rankdir=LR;\n  node [shape=box];\n';
  const seen = new Map<string, string[]>();
  const edges: string[] = [];
  for (const { src, dst, conns } of connections) {
    for (const end of [src, dst]) remember(seen, end);
    edges.push(`  ${quoted(src)} -> ${quoted(dst)} [label=${quoted(conns)}];\n`);
  }
  let cluster = 0;
  for (const [namespace, ends] of seen) {
    if (namespace === '') {
      for (const end of ends) yield `  ${quoted(end)} [style=dashed];\n`;
      continue;
    }
    yield `  subgraph cluster_${cluster++} {\n    label=${quoted(namespace)};\n`;
    for (const end of ends) yield `    ${quoted(end)} [label=${quoted(end.slice(namespace.length + 1))}];\n`;
    yield '  }\n';
  }
  yield* edges;
  yield '}\n';
}

/** Ends by namespace; those outside of any under ''. */
function remember(seen: Map<string, string[]>, end: string): void {
  const namespace = end.endsWith(']') ? end.slice(0, end.indexOf('/')) : '';
  const ends = seen.get(namespace);
  if (!ends) seen.set(namespace, [end]);
  else if (!ends.includes(end)) ends.push(end);
}

function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function* mermaid(connections: Iterable<Connection>): Generator<string> {
  yield 'graph LR\n';
  const ids = new Map<string, string>();
  const idOf = (end: string) => {
    const known = ids.get(end);
    if (known !== undefined) return known;
    const id = `n${ids.size}`;
    ids.set(end, id);
    return `${id}["${escaped(end)}"]`;
  };
  for (const { src, dst, conns } of connections) yield `  ${idOf(src)} -->|"${escaped(conns)}"| ${idOf(dst)}\n`;
}

/** Mermaid reads entities with `#` in its labels. */
function escaped(value: string): string {
  return value.replaceAll('"', '#quot;').replaceAll('[', '#91;').replaceAll(']', '#93;');
}
