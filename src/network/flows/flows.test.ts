import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { csvFields, csvHead } from './csv.ts';
import { createFlowLog } from './flow-log.ts';
import { readRecord } from './read-record.ts';

const HUBBLE = {
  verdict: 'FORWARDED',
  IP: { source: '10.0.0.3', destination: '10.0.0.4' },
  l4: { TCP: { source_port: 4000, destination_port: 8080 } },
  source: {
    namespace: 'shop',
    pod_name: 'web-6d4b75cb6d-hn5zx',
    labels: ['k8s:app=web', 'k8s:io.cilium.k8s.policy.cluster=c'],
  },
  destination: { namespace: 'shop', pod_name: 'api-0', workloads: [{ name: 'api', kind: 'StatefulSet' }] },
};
const CALICO = {
  action: 'allow',
  proto: 'tcp',
  source_type: 'wep',
  source_namespace: 'shop',
  source_name_aggr: 'web-6d4b75cb6d-*',
  source_labels: { labels: ['app=web'] },
  dest_type: 'net',
  dest_namespace: '-',
  dest_name_aggr: 'pub',
  dest_ip: '93.184.216.34',
  dest_port: 443,
};
const ISTIO = {
  upstream_cluster: 'outbound|80||api.shop.svc.cluster.local',
  upstream_host: '10.0.0.4:8080',
  downstream_remote_address: '10.0.0.3:4000',
  downstream_local_address: '10.96.0.7:80',
};

/** From, to, protocol and port; or why there is none. */
function read(record: Json, declared = false): string {
  const reading = readRecord(record, declared);
  if ('problem' in reading) return `problem: ${reading.problem}`;
  if ('skipped' in reading) return `skipped: ${reading.skipped}`;
  return reading.flows
    .map(({ from, to, protocol, port }) => `${from.text} -> ${to.text} ${protocol} ${port ?? 'any'}`)
    .join('; ');
}

describe('records of flows', () => {
  it.each<[string, Json, string]>([
    ['Hubble', { flow: HUBBLE }, 'shop/web-6d4b75cb6d-hn5zx -> shop/api TCP 8080'],
    ['Hubble without a wrapper', HUBBLE, 'shop/web-6d4b75cb6d-hn5zx -> shop/api TCP 8080'],
    ['a reply', { flow: { ...HUBBLE, is_reply: true } }, 'skipped: reply'],
    ['a drop', { flow: { ...HUBBLE, verdict: 'DROPPED' } }, 'skipped: denied'],
    ['a ping', { flow: { ...HUBBLE, l4: { ICMPv4: { type: 8 } } } }, 'skipped: ICMP'],
    ['lost events', { lost_events: { source: 'HUBBLE_RING_BUFFER' } }, 'skipped: lost events'],
    ['no port', { flow: { ...HUBBLE, l4: { TCP: {} } } }, 'problem: the flow has no destination port'],
    [
      'wrong types',
      { flow: { l4: { UDP: { destination_port: 53 } }, source: 7, IP: [] } },
      'unknown -> unknown UDP 53',
    ],
    ['Calico', CALICO, 'shop/web-6d4b75cb6d-* -> 93.184.216.34 TCP 443'],
    ['Calico by number', { ...CALICO, proto: '17', dest_port: '53' }, 'shop/web-6d4b75cb6d-* -> 93.184.216.34 UDP 53'],
    ['Calico, aggregated away', { ...CALICO, dest_ip: '-' }, 'shop/web-6d4b75cb6d-* -> pub TCP 443'],
    ['Calico, denied', { ...CALICO, action: 'Deny' }, 'skipped: denied'],
    [
      'Calico, no port',
      { ...CALICO, dest_port: '-' },
      'problem: the flow has no dest_port: keep it out of the aggregation',
    ],
    ['Istio, client', ISTIO, '10.0.0.3 -> shop/api TCP 8080'],
    [
      'Istio, server',
      {
        ...ISTIO,
        upstream_cluster: 'inbound|8080||',
        downstream_local_address: '10.0.0.4:8080',
        kubernetes: { pod_name: 'api-0', namespace_name: 'shop' },
      },
      '10.0.0.3 -> shop/api-0 TCP 8080',
    ],
    ['Istio, nothing called', { ...ISTIO, upstream_cluster: '-' }, 'skipped: no connection'],
    ['Istio, passed through', { ...ISTIO, upstream_cluster: 'PassthroughCluster' }, 'skipped: no connection'],
    ['plain', { from: 'shop/web', to: '10.0.0.0/8', port: 'UDP/53' }, 'shop/web -> 10.0.0.0/8 UDP 53'],
    ['several ports', { from: 'a', to: 'internet', ports: [80, '443'] }, 'a -> internet TCP 80; a -> internet TCP 443'],
    ['any port', { from: 'a', to: 'b' }, 'a -> b TCP any'],
    ['any UDP port', { from: 'a', to: 'b', port: 'UDP' }, 'a -> b UDP any'],
    ['no such port', { from: 'a', to: 'b', port: 70000 }, 'problem: 70000 is no port'],
    ['no such protocol', { from: 'a', to: 'b', port: 'X/80' }, 'problem: X/80 is no port'],
    ['no target', { from: 'a', port: 80 }, 'problem: to is missing'],
    ['no object', [1], 'problem: the record is no object'],
    [
      'nothing known',
      { a: 1 },
      'problem: the record is of no kind that is known (Hubble, Calico, Istio, or from, to, port)',
    ],
  ])('%s', (_, record, expected) => {
    expect(read(record)).toBe(expected);
  });

  it('of any shape never throw, and always say what they came to', () => {
    const names =
      'flow l4 TCP IP source destination labels workloads proto dest_port dest_namespace source_name source_labels upstream_cluster upstream_host downstream_remote_address from to ports';
    const fields = fc.constantFrom(...names.split(' '));
    const words = fc.constantFrom(
      'TCP',
      'tcp',
      '-',
      'inbound|80||',
      'outbound|80||a.b.svc',
      '10.0.0.1:80',
      '[::1]:80',
      '',
    );
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        words,
        fc.integer(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fields, tie('value'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.boolean(), (record, declared) => read(record, declared) !== ''),
      { numRuns: 500 },
    );
  });

  it('are gathered: each flow once, each problem with its line, nothing dropped in silence', () => {
    const log = createFlowLog();
    for (const [i, line] of [
      JSON.stringify(HUBBLE),
      '',
      JSON.stringify(HUBBLE),
      '{',
      JSON.stringify({ a: 1 }),
    ].entries()) {
      log.addLine(line, 'f.json', i + 1);
    }

    expect(log.flows()).toMatchObject([{ file: 'f.json', line: 1, count: 2 }]);
    expect(log.problems.map(({ line }) => line)).toEqual([4, 5]);
    expect(log.records).toBe(4);
  });

  it('keep count of problems beyond those that are told', () => {
    const log = createFlowLog();
    for (let i = 1; i <= 1500; i++) log.addLine('x', 'f.json', i);

    expect(log.problems).toHaveLength(1000);
    expect(log.problems.at(-1)!.message).toBe('the line is no JSON (and 500 before it)');
  });

  it('read CSV with quotes and other names of columns', () => {
    expect(csvFields('a,"b, ""c""",')).toEqual(['a', 'b, "c"', '']);
    expect(csvHead('src,Destination,port,proto')).toEqual(['from', 'to', 'port', 'protocol']);
    expect(csvHead('needs:')).toBeUndefined();
  });
});
