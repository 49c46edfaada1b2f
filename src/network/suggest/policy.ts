import type { Requirement } from '../../kubernetes/selector.ts';
import type { Protocol } from '../engine/ports.ts';
import type { Block } from './blocks.ts';

/** A NetworkPolicy to be: what is written, with the comments that say what each rule is for. */
export interface SuggestedPolicy {
  readonly name: string;
  readonly namespace: string;
  readonly comment: string;
  readonly selector: readonly Requirement[];
  readonly types: readonly ('Ingress' | 'Egress')[];
  readonly ingress: readonly SuggestedRule[];
  readonly egress: readonly SuggestedRule[];
}

export interface SuggestedRule {
  readonly comments: readonly string[];
  /** Empty where everybody is meant. */
  readonly peers: readonly SuggestedPeer[];
  /** Empty where every port is meant. */
  readonly ports: readonly SuggestedPort[];
}

export type SuggestedPeer =
  | {
      readonly kind: 'pods';
      /** Undefined for the policy's own. */
      readonly namespace: string | undefined;
      readonly selector: readonly Requirement[];
    }
  | ({ readonly kind: 'block' } & Block);

export interface SuggestedPort {
  readonly protocol: Protocol;
  /** Undefined for all of the protocol. */
  readonly port: number | undefined;
}
