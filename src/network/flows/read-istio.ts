import type { Json, JsonObject } from '../../model/json.ts';
import { asString, at } from '../../std/value.ts';
import type { FlowEnd, Reading } from './flow.ts';
import { endOf, portNumber } from './words.ts';

/** `outbound|80|v1|reviews.shop.svc.cluster.local`, `inbound|9080||` (Istio, "Envoy Access Logs"). */
const CLUSTER = /^(outbound|inbound)\|(\d*)\|[^|]*\|([^|]*)$/;
const SERVICE_HOST = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.|$)/;

/**
 * Istio's access logs in JSON. A client's sidecar writes whom it called, a server's who called it; which pod wrote the line
 * is known where the collector of the logs adds it (`kubernetes.pod_name`) or the format does (`pod_name`).
 */
export function readIstio(record: JsonObject): Reading {
  const cluster = asString(record['upstream_cluster']) ?? '';
  const [, way, number, host = ''] = CLUSTER.exec(cluster) ?? [];
  if (way === undefined) {
    return cluster === '' || cluster === '-' || cluster.endsWith('Cluster')
      ? { skipped: 'no connection' }
      : { problem: `the upstream_cluster ${JSON.stringify(cluster)} is none of Istio's` };
  }
  const inbound = way === 'inbound';
  const client = addressOf(record['downstream_remote_address']);
  const target = addressOf(record[inbound ? 'downstream_local_address' : 'upstream_host']);
  const own = writerOf(record);
  const from = endOf(inbound ? client.end : { ...own, ...client.end });
  const to = endOf({ ...(inbound ? own : serviceOf(host)), ...target.end });
  // An outbound port is the Service's: what the pod was called on is the upstream's.
  const port = target.port ?? portNumber(number);
  if (port === undefined) return { skipped: 'no connection' };
  return { flows: [{ from, to, protocol: 'TCP', port }] };
}

interface Part {
  readonly end: Omit<FlowEnd, 'text'>;
  readonly port?: number | undefined;
}

/** `10.1.2.3:8080`, `[fd00::1]:8080`; empty for `-` and pipes. */
function addressOf(value: Json | undefined): Part {
  const match = /^\[?([0-9a-fA-F.:]+?)\]?:(\d{1,5})$/.exec(asString(value) ?? '');
  const port = portNumber(match?.[2]);
  // Sidecars call their own application from 127.0.0.6.
  if (!match || match[1]!.startsWith('127.')) return { end: {} };
  return { end: { address: match[1]! }, port };
}

function writerOf(record: JsonObject): Part['end'] {
  const pod = asString(at(record, 'kubernetes', 'pod_name')) ?? asString(record['pod_name']);
  const namespace = asString(at(record, 'kubernetes', 'namespace_name')) ?? asString(record['pod_namespace']);
  return pod !== undefined && namespace !== undefined ? { namespace, pod } : {};
}

function serviceOf(host: string): Part['end'] {
  const [, service, namespace] = SERVICE_HOST.exec(host) ?? [];
  return service !== undefined && namespace !== undefined ? { namespace, service } : {};
}
