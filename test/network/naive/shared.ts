import type { Json } from '../../../src/model/json.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { ALL_IPV4, ALL_IPV6, parseCidr } from '../../../src/network/engine/address.ts';

export interface Spot {
  /** The pod, or undefined for an address outside. */
  readonly pod: Resource | undefined;
  readonly addresses: readonly bigint[];
}

export interface Packet {
  readonly protocol: string;
  readonly port: number;
}

/** One direction of a connection: `own` is the pod whose policies are asked, `receiver` the one whose port names count. */
export interface Question {
  readonly direction: 'ingress' | 'egress';
  readonly own: Spot;
  readonly other: Spot;
  readonly receiver: Spot;
  readonly packet: Packet;
}

/** What evaluators of single languages ask of the world. */
export interface Around {
  isNode(spot: Spot): boolean;
  nodeLabels(pod: Resource): Record<string, string>;
  namespaceLabels(name: string): Record<string, string>;
}

// oxlint-disable-next-line typescript/no-explicit-any -- objects are read as the specifications write them
export type Anything = any;
export const list = (value: Json | undefined): Anything[] => (Array.isArray(value) ? value : []);

export function spec(resource: Resource): Anything {
  return resource.object['spec'] ?? {};
}

export function labels(resource: Resource): Record<string, string> {
  return (resource.object['metadata'] as Anything).labels ?? {};
}

export function isNamed(receiver: Spot, name: string, protocol: string | undefined, packet: Packet): boolean {
  if (!receiver.pod || (protocol !== undefined && protocol !== packet.protocol)) return false;
  const ports = list(spec(receiver.pod).containers).flatMap((container) => list(container.ports));
  return ports.some(
    (port) => port.name === name && port.containerPort === packet.port && (port.protocol ?? 'TCP') === packet.protocol,
  );
}

export function holds(block: string, point: bigint): boolean {
  const range = parseCidr(block)!;
  return range.from <= point && point <= range.to;
}

export function isWhole(block: string): boolean {
  const range = parseCidr(block)!;
  return [ALL_IPV4, ALL_IPV6].some(({ from, to }) => range.from <= from && to <= range.to);
}
