import type { Json, JsonObject } from '../../model/json.ts';
import { asList, asNumber, asString, isObject, show } from '../../std/value.ts';
import { parseAddress, parseCidr } from '../engine/address.ts';
import type { Protocol } from '../engine/ports.ts';
import type { Flow, FlowEnd, Reading } from './flow.ts';
import { portNumber, PROTOCOL_NAMES } from './words.ts';

/** `{from: shop/web, to: shop/db, port: 5432}`; `ports` for several, `protocol` or `UDP/53` for others than TCP. */
export function readPlain(record: JsonObject, declared: boolean): Reading {
  const from = endNamed(asString(record['from']) ?? asString(record['source']));
  const to = endNamed(asString(record['to']) ?? asString(record['destination']));
  if (!from || !to) return { problem: `${from ? 'to' : 'from'} is missing` };
  const given = asList(record['ports']);
  const written = given.length > 0 ? given : [record['port'] ?? 'any'];
  const ports = written.map((port) => portOf(port, asString(record['protocol'])));
  const bad = ports.findIndex((port) => port === undefined);
  if (bad >= 0) return { problem: `${show(written[bad])} is no port` };
  return { flows: ports.map((port): Flow => ({ from, to, ...port!, ...(declared && { declared }) })) };
}

/** `shop/web`, `web`, `Deployment/web` is told apart when it is resolved; addresses, blocks, `internet`, `node`. */
function endNamed(text: string | undefined): FlowEnd | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const name = text.trim();
  if (name === 'internet' || name === 'external') return { text: name, internet: true };
  if (name === 'node' || name === 'nodes') return { text: name, host: 'any' };
  if (parseAddress(name) !== undefined || parseCidr(name)) return { text: name, address: name };
  const slash = name.indexOf('/');
  if (slash < 0) return { text: name, workload: { name } };
  return { text: name, namespace: name.slice(0, slash), workload: { name: name.slice(slash + 1) } };
}

function portOf(
  value: Json,
  stated: string | undefined,
): { readonly protocol: Protocol; readonly port: number | undefined } | undefined {
  const text = (asNumber(value)?.toString() ?? asString(value) ?? '').trim();
  const match = /^(?:([A-Za-z]+)(?:\/|$))?(\d{1,5}|\*)?$/.exec(text === 'any' ? '*' : text);
  const protocol = PROTOCOL_NAMES.get((match?.[1] ?? stated ?? 'TCP').toUpperCase());
  if (!match || !protocol) return undefined;
  const number = match[2];
  if (number === undefined || number === '*') return { protocol, port: undefined };
  const port = portNumber(number);
  return port === undefined ? undefined : { protocol, port };
}

/** The needs of a YAML or JSON document: a list, or one under `needs` or `flows`. */
export function needsOf(value: Json): readonly Json[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return undefined;
  const list = value['needs'] ?? value['flows'];
  return Array.isArray(list) ? list : undefined;
}
