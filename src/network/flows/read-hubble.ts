import type { Json, JsonObject } from '../../model/json.ts';
import { asList, asNumber, asObject, asString, asStrings, at } from '../../std/value.ts';
import type { FlowEnd, Reading } from './flow.ts';
import { endOf, PROTOCOL_NAMES } from './words.ts';

/**
 * Cilium Hubble, `hubble observe -o json`: the flow API (api/v1/flow/flow.proto), wrapped in `flow` since exporters and
 * newer versions do so.
 */
export function readHubble(record: JsonObject): Reading {
  if (record['lost_events'] !== undefined) return { skipped: 'lost events' };
  if (record['node_status'] !== undefined) return { skipped: 'status of a node' };
  const flow = asObject(record['flow'] ?? record);
  const verdict = asString(flow['verdict']) ?? 'FORWARDED';
  if (/^(?:DROPPED|ERROR)$/.test(verdict)) return { skipped: 'denied' };
  if (flow['is_reply'] === true || flow['reply'] === true) return { skipped: 'reply' };
  const l4 = asObject(flow['l4']);
  const name = Object.keys(l4)[0];
  const protocol = PROTOCOL_NAMES.get((name ?? '').toUpperCase());
  if (!protocol) return { skipped: name?.startsWith('ICMP') ? 'ICMP' : 'no connection' };
  const port = asNumber(at(l4, name!, 'destination_port'));
  if (port === undefined) return { problem: 'the flow has no destination port' };
  return {
    flows: [{ from: sideOf(flow, 'source'), to: sideOf(flow, 'destination'), protocol, port }],
  };
}

function sideOf(flow: JsonObject, side: 'source' | 'destination'): FlowEnd {
  const end = asObject(flow[side]);
  const labels = asStrings(end['labels']);
  const service = asObject(flow[`${side}_service`]);
  return endOf({
    // A Service is named by its own namespace where the end has none.
    namespace: asString(end['namespace']) || asString(service['namespace']),
    pod: asString(end['pod_name']),
    workload: asList(end['workloads']).flatMap(workloadOf)[0],
    labels: labels.length > 0 ? ownLabels(labels) : undefined,
    service: asString(service['name']),
    address: asString(at(flow, 'IP', side)),
    host: hostOf(labels),
  });
}

function workloadOf(entry: Json) {
  const name = asString(at(entry, 'name'));
  const kind = asString(at(entry, 'kind'));
  return name === undefined ? [] : [{ name, ...(kind !== undefined && { kind }) }];
}

/** Labels of the pod: those of Cilium's own sources say other things. */
function ownLabels(labels: readonly string[]): Record<string, string> {
  const own = labels.filter((label) => label.startsWith('k8s:') && !label.startsWith('k8s:io.'));
  return Object.fromEntries(
    own.map((label) => {
      const [key = '', ...value] = label.slice('k8s:'.length).split('=');
      return [key, value.join('=')];
    }),
  );
}

function hostOf(labels: readonly string[]): FlowEnd['host'] {
  if (labels.includes('reserved:host') || labels.includes('reserved:health')) return 'local';
  const machines = new Set(['reserved:remote-node', 'reserved:kube-apiserver']);
  return labels.some((label) => machines.has(label)) ? 'any' : undefined;
}
