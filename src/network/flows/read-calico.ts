import type { Json, JsonObject } from '../../model/json.ts';
import { asNumber, asString, asStrings, at, isObject } from '../../std/value.ts';
import type { FlowEnd, Reading } from './flow.ts';
import { endOf, portNumber, PROTOCOL_NAMES } from './words.ts';

/**
 * Calico flow logs ("Flow log data types", docs.tigera.io) and the flows of Goldmane, which have the same fields in
 * short. A value of `-` stands for none.
 */
export function readCalico(record: JsonObject): Reading {
  if (/^deny$/i.test(asString(record['action']) ?? '')) return { skipped: 'denied' };
  const name = asString(record['proto']) ?? asString(record['protocol']) ?? asNumber(record['proto'])?.toString();
  const protocol = PROTOCOL_NAMES.get((name ?? '').toUpperCase());
  if (!protocol) return { skipped: /icmp|^1$|^58$/i.test(name ?? '') ? 'ICMP' : 'no connection' };
  const port = portNumber(asNumber(record['dest_port']) ?? asString(record['dest_port']));
  if (port === undefined) return { problem: 'the flow has no dest_port: keep it out of the aggregation' };
  return { flows: [{ from: sideOf(record, 'source'), to: sideOf(record, 'dest'), protocol, port }] };
}

function sideOf(record: JsonObject, side: 'source' | 'dest'): FlowEnd {
  const get = (field: string) => given(record[`${side}_${field}`]);
  const type = get('type');
  const pod = get('name') ?? get('name_aggr');
  const address = get('ip');
  const namespace = get('namespace');
  if (type === 'hep') return endOf({ text: pod ?? address, host: 'any', address });
  if (type === 'net' || type === 'ns' || namespace === undefined) return outsideOf(pod, address);
  const service = side === 'dest' ? get('service_name') : undefined;
  return endOf({ namespace, pod, labels: labelsOf(record[`${side}_labels`]), service, address });
}

/** `pub` where the address was aggregated away: somebody on the internet. */
function outsideOf(name: string | undefined, address: string | undefined): FlowEnd {
  const wide = address === undefined && /^pub(?:lic network)?$/i.test(name ?? '');
  return endOf({ text: address ?? name, address, ...(wide && { internet: true }) });
}

function given(value: Json | undefined): string | undefined {
  const text = asString(value);
  return text === undefined || text === '-' || text === '' ? undefined : text;
}

/** `{labels: ["app=web"]}`, a list, or `app=web | tier=front`. */
function labelsOf(value: Json | undefined): Record<string, string> | undefined {
  const list = isObject(value) ? asStrings(at(value, 'labels')) : asStrings(value);
  const all = typeof value === 'string' ? value.split(/[|,]/) : list;
  const pairs = all.map((one) => one.trim().split('=')).filter(([key, ...rest]) => key !== '' && rest.length > 0);
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs.map(([key = '', ...rest]) => [key, rest.join('=')]));
}
