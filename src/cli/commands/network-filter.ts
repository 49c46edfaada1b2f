import { within } from '../../network/engine/address.ts';
import type { Connection } from '../../network/engine/connections.ts';
import { names, rangeNamed } from '../../network/engine/ends.ts';
import { PROTOCOLS } from '../../network/engine/ports.ts';
import { UserError } from '../../std/user-error.ts';

/** Flags that narrow a list of connections. */
export interface ListFilter {
  readonly from?: string;
  readonly to?: string;
  readonly namespace?: string;
  readonly port?: string;
  readonly external?: boolean;
}

/** Whether a connection is one that the flags ask for. */
export function connectionFilter(flags: ListFilter): (connection: Connection) => boolean {
  const { from, to, namespace, external } = flags;
  const port = flags.port === undefined ? undefined : portNamed(flags.port);
  const tests: ((connection: Connection) => boolean)[] = [];
  if (from !== undefined) tests.push(({ src }) => isEnd(src, from));
  if (to !== undefined) tests.push(({ dst }) => isEnd(dst, to));
  if (namespace !== undefined) tests.push(({ src, dst }) => [src, dst].some((end) => isIn(end, namespace)));
  if (external) tests.push(({ src, dst }) => !src.endsWith(']') || !dst.endsWith(']'));
  if (port) tests.push(({ conns }) => allows(conns, port));
  return (connection) => tests.every((test) => test(connection));
}

function isEnd(label: string, asked: string): boolean {
  const match = /^([^/]+)\/([^[]+)\[(.*)\]$/.exec(label);
  if (match) return names({ namespace: match[1]!, name: match[2]!, kind: match[3]!, label }, asked);
  const range = rangeNamed(asked);
  const [from, to] = label.split('-').map((part) => rangeNamed(part));
  if (range && from && to)
    return within({ from: from.from, to: to.to }, range) || (range.from <= to.to && from.from <= range.to);
  return label === asked || label === `{${asked}}`;
}

/** Also where the namespace has a network of its own: `green[udn]/web[Pod]`. */
function isIn(end: string, namespace: string): boolean {
  return end.startsWith(`${namespace}/`) || end.startsWith(`${namespace}[`);
}

interface Port {
  readonly protocol: string;
  readonly number: number;
}

/** `443` or `UDP/53`. */
function portNamed(text: string): Port {
  const match = /^(?:([A-Za-z]+)\/)?(\d{1,5})$/.exec(text);
  const protocol = (match?.[1] ?? 'TCP').toUpperCase();
  const number = Number(match?.[2]);
  if (match && PROTOCOLS.some((one) => one === protocol) && number >= 1 && number <= 65535) return { protocol, number };
  throw new UserError('bad-option', `"${text}" is no port.`, {
    hint: 'Give one like 443, or with its protocol: UDP/53.',
  });
}

function allows(conns: string, { protocol, number }: Port): boolean {
  if (conns === 'All Connections') return true;
  const part = conns.split(';').find((one) => one.startsWith(`${protocol} `));
  return (part?.slice(protocol.length + 1).split(',') ?? []).some((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return number >= from && number <= to;
  });
}
