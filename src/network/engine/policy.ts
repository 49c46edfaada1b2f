import type { Requirement } from '../../kubernetes/selector.ts';
import type { Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import type { AddressRange } from './address.ts';
import type { PortRange, Protocol } from './ports.ts';

/** What every policy language is read into: ordered tiers of rules over pods, addresses and nodes. */
export interface Policy {
  readonly resource: Resource;
  /** `NetworkPolicy shop/allow-web`, `AdminNetworkPolicy deny-all`. */
  readonly label: string;
  /** Admin rules come first and in order, then network policies together, then the baseline. */
  readonly tier: 'admin' | 'network' | 'baseline';
  /** Order among those of the tier: smaller first; of no weight for network policies. */
  readonly priority: number;
  readonly subject: PodPick;
  /** Undefined where the policy does not speak of the direction; a network policy that speaks of it isolates. */
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

export type Direction = 'ingress' | 'egress';

export interface Rule {
  readonly path: Path;
  readonly name: string;
  readonly action: 'accept' | 'deny' | 'pass';
  /** Undefined where the rule is about everybody. */
  readonly peers: readonly Peer[] | undefined;
  /** Undefined where the rule is about every port. */
  readonly ports: Ports | undefined;
}

export interface Ports {
  readonly ranges: readonly PortRange[];
  readonly named: readonly NamedPort[];
}

/** A port by the name that a container gives it; of any protocol where none is said. */
export interface NamedPort {
  readonly protocol: Protocol | undefined;
  readonly name: string;
}

export type Peer = PodPeer | AddressPeer | NodePeer;

export interface PodPeer extends PodPick {
  readonly kind: 'pods';
}

export interface AddressPeer {
  readonly kind: 'addresses';
  readonly include: AddressRange;
  readonly except: readonly AddressRange[];
}

export interface NodePeer {
  readonly kind: 'nodes';
  readonly selector: readonly Requirement[];
}

/** Pods by their namespace (its name, or its labels) and their labels. */
export interface PodPick {
  readonly namespaces: { readonly name: string } | { readonly selector: readonly Requirement[] };
  readonly pods: readonly Requirement[];
}

/** Something that an API server would refuse or that has no defined meaning: no graph drawn from it could be trusted. */
export interface Problem {
  readonly resource: Resource;
  readonly path: Path;
  readonly message: string;
}

/** Collects the problems of the object that is being read; gives what a reader gives where there is nothing to read. */
export type Report = (path: Path, message: string) => undefined;
