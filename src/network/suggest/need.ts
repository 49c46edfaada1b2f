import type { AddressRange } from '../engine/address.ts';
import type { Protocol } from '../engine/ports.ts';

/** One side of a need: a workload by its position among the nodes, addresses outside, or the cluster's nodes. */
export type Peer =
  | { readonly kind: 'workload'; readonly node: number }
  | { readonly kind: 'addresses'; readonly range: AddressRange }
  | { readonly kind: 'internet' }
  | { readonly kind: 'hosts' };

/** A connection that must stay possible. */
export interface Need {
  readonly from: Peer;
  readonly to: Peer;
  readonly protocol: Protocol;
  readonly port: number | undefined;
  /** `shop/web -> shop/db`, and where it was first seen. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly count: number;
}

/** A flow that no policy can be made for. */
export interface Unresolved {
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly count: number;
  readonly reason: string;
}
