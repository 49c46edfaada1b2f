import type { Json } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';
import type { Reading } from './flow.ts';
import { readCalico } from './read-calico.ts';
import { readHubble } from './read-hubble.ts';
import { readIstio } from './read-istio.ts';
import { readPlain } from './read-plain.ts';

/** A record of any kind that is known, told by its fields. */
export function readRecord(record: Json, declared = false): Reading {
  if (!isObject(record)) return { problem: 'the record is no object' };
  const has = (...fields: readonly string[]) => fields.some((field) => record[field] !== undefined);
  if (has('flow', 'l4', 'lost_events', 'node_status')) return readHubble(record);
  if (has('source_namespace', 'dest_namespace', 'dest_name', 'dest_name_aggr')) return readCalico(record);
  if (has('upstream_cluster', 'downstream_remote_address')) return readIstio(record);
  if (has('from', 'to', 'source', 'destination')) return readPlain(record, declared);
  return { problem: 'the record is of no kind that is known (Hubble, Calico, Istio, or from, to, port)' };
}
