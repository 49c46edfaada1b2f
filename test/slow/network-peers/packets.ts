import type { JsonObject } from '../../../src/model/json.ts';
import { toResource } from '../../../src/kubernetes/resource.ts';
import { parseAddress } from '../../../src/network/engine/address.ts';
import { analyse } from '../../../src/network/engine/analysis.ts';
import type { Network } from '../../../src/network/engine/engine.ts';
import type { Protocol } from '../../../src/network/engine/ports.ts';
import type { Settings } from '../../../src/network/engine/settings.ts';
import { ORIGIN, PORTS } from '../../network/worlds/shared.ts';
import type { Pod, Pods } from './worlds.ts';

/** One packet between pods, or between a pod and an address outside. */
export interface Packet {
  readonly from: Pod | string;
  readonly to: Pod | string;
  readonly protocol: Protocol;
  readonly port: number;
  /** Name of the port in the pod that is asked; empty where it has none. */
  readonly portName: string;
}

/** The analyser asks blocks about the addresses of pods, too. */
const SETTINGS: Settings = { blocksMatchPods: true, hostNetwork: 'pod' };
const OUTSIDE = ['10.0.0.9', '10.1.130.1', '10.200.0.1', '11.2.3.4', '198.51.100.1', '255.255.255.255'];
const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

export function packetsOf({ pods }: Pods): Packet[] {
  const ends: readonly (Pod | string)[] = [...pods, ...OUTSIDE];
  return ends.flatMap((from) =>
    ends
      .filter((to) => from !== to && !(typeof from === 'string' && typeof to === 'string'))
      .flatMap((to) => PROTOCOLS.flatMap((protocol) => [...PORTS, 85].map((port) => packet(from, to, protocol, port)))),
  );
}

function packet(from: Pod | string, to: Pod | string, protocol: Protocol, port: number): Packet {
  const named = typeof to === 'string' ? undefined : to.ports.find((one) => isAt(one, protocol, port));
  return { from, to, protocol, port, portName: named?.name ?? '' };
}

function isAt(one: Pod['ports'][number], protocol: Protocol, port: number): boolean {
  return one.containerPort === port && (one.protocol ?? 'TCP') === protocol;
}

/** Whether we let each packet through. */
export function verdictsOf(world: Pods, packets: readonly Packet[]): boolean[] {
  const resources = objectsOf(world).flatMap((object) => toResource(object, ORIGIN) ?? []);
  const { networks, problems } = analyse(resources, { settings: SETTINGS });
  if (problems[0]) throw new Error(problems[0].message);
  const { network } = networks[0]!;
  return packets.map(({ from, to, protocol, port }) =>
    network.ports.has(network.allowed(columnOf(network, from), columnOf(network, to)), protocol, port),
  );
}

function columnOf(network: Network, end: Pod | string): number {
  if (typeof end !== 'string') return network.columnsOf[network.nodes.findIndex(({ name }) => name === end.name)]![0]!;
  const point = parseAddress(end)!;
  return network.firstAtom + network.atoms.findIndex(({ from, to }) => from <= point && point <= to);
}

function objectsOf({ namespaces, pods, policies }: Pods): JsonObject[] {
  return [
    ...Object.entries(namespaces).map(([name, labels]) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels },
    })),
    ...pods.map(({ name, namespace, labels, address, ports }) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace, labels },
      spec: { containers: [{ name: 'c', image: 'i', ports: ports.map((one) => ({ ...one })) }] },
      status: { podIPs: [{ ip: address }] },
    })),
    ...policies,
  ];
}
