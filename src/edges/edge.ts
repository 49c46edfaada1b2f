import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import type { Vertex, VertexKind } from './vertices.ts';
import type { World } from './world.ts';

/** One thing that an object says, and what it means for a step. */
export interface Fact {
  readonly resource: Resource;
  readonly path: Path;
  /** A clause for people: `binds the role to ServiceAccount shop/web`. */
  readonly note: string;
}

/**
 * What makes a step true. What costs something is told when it is asked for: by a thing that has a fact, or by a function, which
 * is given the ends of the step. One function for all steps of a kind costs nothing by step.
 */
export type Proof<From extends Vertex = never, To extends Vertex = never> =
  | Fact
  | readonly Fact[]
  | ((from: From, to: To) => readonly Fact[])
  | { readonly fact: Fact };

/**
 * How hard a step is for an attacker. `given`: nothing has to be done, one includes the other. `easy`: a documented request or
 * command. `moderate`: tools, timing or waiting. `hard`: a weakness has to be found or exploited first.
 */
export const EASES = ['given', 'easy', 'moderate', 'hard'] as const;
export type Ease = (typeof EASES)[number];

/** What stands in the way of a step that would otherwise be there. */
export interface Guard {
  /** `Pod Security baseline of namespace shop`, `Kubernetes 1.24 and later make no token Secrets`. */
  readonly name: string;
  readonly proof?: Proof;
}

/** Takes the steps that an edge finds. Steps may be told several times; the first counts. */
export interface EdgeSink {
  /** Whoever controls `from` comes to control `to`. `ease` where this step differs from others of its kind. */
  edge<From extends Vertex, To extends Vertex>(from: From, to: To, proof?: Proof<From, To>, ease?: Ease): void;
  /** The step would be there but for a guard. It is kept to be told, and is no part of any path. */
  blocked(from: Vertex, to: Vertex, guard: Guard, proof?: Proof): void;
}

/** One kind of step that an attacker can take, and the sentences that people read. */
export interface Edge {
  /** Plain words that name what the attacker does; the folder's name and the name of the kind everywhere. */
  readonly id: string;
  /** A verb phrase that reads between two vertices: `escapes through the privileged container to`. */
  readonly title: string;
  readonly from: readonly VertexKind[];
  readonly to: readonly VertexKind[];
  /** Technique of MITRE ATT&CK for Containers, `T1611`; undefined where the step is none (a pod contains a container). */
  readonly technique?: string;
  readonly ease: Ease;
  /** What the attacker does and gains, in one or two sentences. */
  readonly why: string;
  /** What takes the step away, in one or two sentences. */
  readonly remedy: string;
  readonly references: readonly string[];
  /** What can stop the step, in a few words each; the edge tells of it by `blocked`. */
  readonly guards?: readonly string[];
  find(world: World, out: EdgeSink): void;
}

/** Gives an edge its type; every `edges/<id>/edge.ts` default-exports its result. */
export function defineEdge(edge: Edge): Edge {
  return edge;
}

/** What proves a step, which leads from one vertex to the other. */
export function factsOf(proof: Proof | undefined, from: Vertex, to: Vertex): readonly Fact[] {
  if (proof === undefined) return [];
  if (typeof proof === 'function') return proof(from as never, to as never);
  if ('fact' in proof) return [proof.fact];
  return 'resource' in proof ? [proof] : proof;
}
