import type { Protocol } from '../engine/ports.ts';

/** One side of a flow as a log or a person names it; resolving it to a workload comes later. */
export interface FlowEnd {
  /** How it is told. */
  readonly text: string;
  readonly namespace?: string;
  /** Name of a pod, or of many: `web-7d4b9c-*`. */
  readonly pod?: string;
  /** Owner of the pod, with its kind where the log knows it. */
  readonly workload?: { readonly kind?: string; readonly name: string };
  readonly labels?: Readonly<Record<string, string>>;
  /** A Service of the namespace. */
  readonly service?: string;
  /** Address or CIDR. */
  readonly address?: string;
  /** A node of the cluster: `local` for the one that the other side runs on, which no policy cuts off. */
  readonly host?: 'local' | 'any';
  /** All of the public internet. */
  readonly internet?: boolean;
}

/** Who talked (or is to talk) to whom. */
export interface Flow {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly protocol: Protocol;
  /** Undefined where every port is meant. */
  readonly port: number | undefined;
  /** Said by a person, not seen: addresses outside are taken at their word. */
  readonly declared?: boolean;
}

/** What one record of a log holds. */
export type Reading =
  | { readonly flows: readonly Flow[] }
  /** Well formed, and no connection that was made: a reply, a drop, an answer of ICMP. */
  | { readonly skipped: string }
  | { readonly problem: string };

/** The first place where a flow was seen, and how often. */
export interface SeenFlow extends Flow {
  readonly file: string;
  readonly line: number;
  readonly count: number;
}
