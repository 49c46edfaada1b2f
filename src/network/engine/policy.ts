import type { Requirement } from '../../kubernetes/selector.ts';
import type { Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import type { AddressRange } from './address.ts';
import type { PortRange, Protocol } from './ports.ts';
import type { Where } from './where.ts';

/** What every policy language is read into: ordered tiers of rules over pods, addresses and nodes. */
export interface Policy {
  readonly resource: Resource;
  /** `NetworkPolicy shop/allow-web`, `AdminNetworkPolicy deny-all`. */
  readonly label: string;
  /** Every filter must let a connection through: the cluster's network, and the proxies of a mesh. */
  readonly filter: Filter;
  /** `admin`, `network`, `baseline`, or one that somebody has named. Tiers are asked in order, and policies within them. */
  readonly tier: string;
  readonly tierOrder: number;
  /** Order among those of the tier: smaller first. */
  readonly priority: number;
  /** Directions in which what no rule of the tier decides is denied; else it goes on to the next tier. */
  readonly closes: readonly Direction[];
  readonly subject: PodPick;
  /** Undefined where the policy does not speak of the direction; a network policy that speaks of it isolates. */
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

export type Direction = 'ingress' | 'egress';
/** `cilium` stands apart from `network` only where another implementation's policies are there too. */
export type Filter = 'network' | 'cilium' | 'mesh';

/** The tiers of Kubernetes; their order is the one that Calico gives them among its own (docs.tigera.io, "policy tiers"). */
export const TIERS = {
  admin: { filter: 'network', tier: 'admin', tierOrder: 1_000 },
  network: { filter: 'network', tier: 'network', tierOrder: 1_000_000 },
  baseline: { filter: 'network', tier: 'baseline', tierOrder: 10_000_000 },
} as const;

export interface Rule {
  readonly path: Path;
  readonly name: string;
  /** `note` decides nothing: it only tells that more is asked than can be known from objects. */
  readonly action: 'accept' | 'deny' | 'pass' | 'note';
  /** Undefined where the rule is about everybody. */
  readonly peers: readonly Peer[] | undefined;
  /** Undefined where the rule is about every port. */
  readonly ports: Ports | undefined;
  /** Pods of the subject that the rule is about; all where undefined. */
  readonly own?: readonly Peer[];
  /** What else is asked of a connection, which nobody can know from objects: `only GET /public`. */
  readonly notes?: readonly string[];
  /** Names outside that it also allows: their addresses are known only while traffic flows. */
  readonly names?: readonly string[];
}

export interface Ports {
  readonly ranges: readonly PortRange[];
  readonly named: readonly NamedPort[];
  /** Taken away from the others. */
  readonly except?: Ports;
}

/** The proxies of a mesh see TCP alone: what comes over UDP or SCTP passes them by. */
export const ALL_TCP: Ports = { ranges: [{ protocol: 'TCP', from: 1, to: 65535 }], named: [] };

/** A port by the name that a container gives it; of any protocol where none is said. */
export interface NamedPort {
  readonly protocol: Protocol | undefined;
  readonly name: string;
}

export type Peer = PodPeer | AddressPeer | NodePeer | BothPeer | OtherPeer;

export interface PodPeer extends PodPick {
  readonly kind: 'pods';
}

export interface AddressPeer {
  readonly kind: 'addresses';
  readonly include: AddressRange;
  readonly except: readonly AddressRange[];
  /**
   * Whose addresses count, where the policy's language says so: `outside`, those of nobody in the cluster; `packet`, also
   * those of pods. Else the profile of the network says it.
   */
  readonly whose?: 'outside' | 'packet';
}

export interface NodePeer {
  readonly kind: 'nodes';
  readonly selector: readonly Requirement[];
}

/** Whoever is one of each of the lists. */
export interface BothPeer {
  readonly kind: 'both';
  readonly of: readonly (readonly Peer[])[];
}

/** Everybody else. */
export interface OtherPeer {
  readonly kind: 'other';
  readonly than: readonly Peer[];
}

/** Pods by their namespace (its name, or its labels) and their labels. */
export interface PodPick {
  readonly namespaces: { readonly name: string } | { readonly selector: readonly Requirement[] };
  readonly pods: readonly Requirement[];
  /** A condition that no list of requirements can say. */
  readonly where?: Where;
  /** How the policy writes it, where that is not a selector of Kubernetes. */
  readonly text?: string;
}

/** Something that an API server would refuse or that has no defined meaning: no graph drawn from it could be trusted. */
export interface Problem {
  readonly resource: Resource;
  readonly path: Path;
  readonly message: string;
}

/** Something that an answer leaves out, or takes to be one way of several. */
export type Note = Problem;

/** Collects the problems of the object that is being read; gives what a reader gives where there is nothing to read. */
export type Report = (path: Path, message: string) => undefined;
