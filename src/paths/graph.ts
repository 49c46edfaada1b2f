import type { Edge, Ease, EdgeSink, Fact, Guard, Proof } from '../edges/edge.ts';
import { EASES, factsOf } from '../edges/edge.ts';
import { INCLUDES } from '../edges/includes.ts';
import type { Vertex } from '../edges/vertices.ts';
import type { World } from '../edges/world.ts';
import { type Rows, rowsOf } from './csr.ts';

/** A directed graph of numbered vertices and steps, each step of a kind and as hard as it is. */
export interface Network {
  readonly size: number;
  /** By step. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** What a step costs an attacker; see `COST`. */
  readonly cost: Uint16Array;
  readonly kind: Uint8Array;
  /** Steps by the vertex that they leave, and by the one that they lead to. */
  readonly out: Rows;
  readonly into: Rows;
}

/** A step that a guard stops. */
export interface Blocked {
  readonly from: Vertex;
  readonly to: Vertex;
  readonly edge: Edge;
  readonly guard: Guard;
  readonly proof: Proof | undefined;
}

/** The attack graph of one world. Immutable. */
export interface Graph extends Network {
  readonly world: World;
  readonly vertices: readonly Vertex[];
  /** Kinds of steps; `kind` counts among them. */
  readonly edges: readonly Edge[];
  readonly proofs: readonly (Proof | undefined)[];
  readonly blocked: readonly Blocked[];
}

/** One hop of a path costs 1, and hardness more than any number of hops: paths of equal hardness are told by length. */
const HOP = 1;
const HARDNESS: Readonly<Record<Ease, number>> = { given: 0, easy: 1, moderate: 3, hard: 8 };
export const UNIT = 64;
const COST: readonly number[] = EASES.map((ease) => HARDNESS[ease] * UNIT + HOP);
/** What the hardest step costs. */
export const MAX_COST = Math.max(...COST);

const MOST_KINDS = 255;

/** Asks every edge for its steps, then for the members of the virtual vertices that came up. */
export function buildGraph(world: World, edges: readonly Edge[]): Graph {
  const kinds = [...edges, INCLUDES];
  if (kinds.length > MOST_KINDS) throw new RangeError(`more than ${MOST_KINDS} kinds of steps`);
  const steps = createSteps();
  const proofs: (Proof | undefined)[] = [];
  const blocked: Blocked[] = [];
  kinds.forEach((edge, kind) => {
    const cost = COST[EASES.indexOf(edge.ease)]!;
    const sink: EdgeSink = {
      edge(from, to, proof, ease) {
        steps.add(from.id, to.id, kind, ease ? COST[EASES.indexOf(ease)]! : cost);
        proofs.push(proof);
      },
      blocked: (from, to, guard, proof) => blocked.push({ from, to, edge, guard, proof }),
    };
    edge.find(world, sink);
  });
  const vertices = world.vertices.all;
  return Object.assign(networkOf(vertices.length, steps.arrays()), { world, vertices, edges: kinds, proofs, blocked });
}

/** What proves a step of the graph. */
export function proofOf({ proofs, vertices, from, to }: Graph, step: number): readonly Fact[] {
  return factsOf(proofs[step], vertices[from[step]!]!, vertices[to[step]!]!);
}

interface StepArrays {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly cost: Uint16Array;
  readonly kind: Uint8Array;
}

/** Indexes steps in both directions, each when it is first asked for. */
export function networkOf(size: number, steps: StepArrays): Network {
  let into: Rows | undefined;
  let out: Rows | undefined;
  return {
    size,
    ...steps,
    get out() {
      return (out ??= rowsOf(size, steps.from, steps.to));
    },
    get into() {
      return (into ??= rowsOf(size, steps.to, steps.from));
    },
  };
}

/** Arrays that grow. */
function createSteps() {
  let count = 0;
  let from = new Int32Array(1 << 14);
  let to = new Int32Array(1 << 14);
  let cost = new Uint16Array(1 << 14);
  let kind = new Uint8Array(1 << 14);
  const grow = () => {
    const size = from.length * 2;
    const larger = <A extends Int32Array | Uint16Array | Uint8Array>(array: A, next: A): A => {
      next.set(array);
      return next;
    };
    from = larger(from, new Int32Array(size));
    to = larger(to, new Int32Array(size));
    cost = larger(cost, new Uint16Array(size));
    kind = larger(kind, new Uint8Array(size));
  };
  return {
    add(source: number, target: number, edge: number, price: number) {
      if (count === from.length) grow();
      from[count] = source;
      to[count] = target;
      cost[count] = price;
      kind[count] = edge;
      count += 1;
    },
    arrays: (): StepArrays => ({
      from: from.slice(0, count),
      to: to.slice(0, count),
      cost: cost.slice(0, count),
      kind: kind.slice(0, count),
    }),
  };
}
