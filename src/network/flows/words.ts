import type { Protocol } from '../engine/ports.ts';
import type { FlowEnd } from './flow.ts';

/** Protocols as logs write them: names, and the numbers of IANA. */
export const PROTOCOL_NAMES: ReadonlyMap<string, Protocol> = new Map([
  ['TCP', 'TCP'],
  ['6', 'TCP'],
  ['UDP', 'UDP'],
  ['17', 'UDP'],
  ['SCTP', 'SCTP'],
  ['132', 'SCTP'],
]);

type Parts = { readonly [K in keyof FlowEnd]?: FlowEnd[K] | undefined };

/** An end of what is known of it; told by the most telling part where no text is given. */
export function endOf(parts: Parts): FlowEnd {
  const known = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined && value !== ''));
  return { ...known, text: parts.text ?? endText(parts) };
}

function endText({ namespace, workload, pod, service, address, host }: Parts): string {
  const name = workload?.name ?? pod ?? service;
  if (name !== undefined) return namespace === undefined ? name : `${namespace}/${name}`;
  return address ?? (host === undefined ? 'unknown' : 'a node');
}

/** A port as a number or as text that is one. */
export function portNumber(value: number | string | undefined): number | undefined {
  const port = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535 ? port : undefined;
}
