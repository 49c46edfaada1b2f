import type { Used } from '../access/tighten/usage.ts';
import type { World } from '../edges/world.ts';
import type { Resource } from '../model/resource.ts';
import type { SeenFlow } from '../network/flows/flow.ts';
import { NETWORK_TYPES } from '../network/engine/types.ts';
import { ROUTE_TYPES } from '../network/services.ts';
import type { Need, Unresolved } from '../network/suggest/need.ts';
import type { Control } from './controls.ts';
import { createFlowReplay } from './replay-flows.ts';
import { createRequestReplay } from './replay-requests.ts';

/** What logs hold of how a cluster is used; undefined where no log was given. */
export interface Recorded {
  /** Requests to the API server, from audit logs. */
  readonly used?: readonly Used[];
  /** Connections that were seen. */
  readonly flows?: readonly SeenFlow[];
}

/**
 * `breaks`: something that was recorded would be denied. `may-break`: it would be, unless somebody else did it who keeps the
 * right. `safe`: nothing that was recorded needs it. `unknown`: no log that was given tells of it.
 */
export type Verdict = 'safe' | 'breaks' | 'may-break' | 'unknown';

/** What changes would take from what was recorded. */
export interface Replayed {
  readonly verdict: Verdict;
  readonly requests: readonly Used[];
  readonly flows: readonly Need[];
}

export interface ReplayedChange extends Replayed {
  /** Objects of which the logs do not tell what a change of them breaks. */
  readonly untold: readonly Resource[];
}

/** Recorded use, asked again with changes made. */
export interface Replay {
  /** What changes do together. Costs an index lookup for rights, a network analysis where network policies change. */
  of(controls: readonly Control[]): Replayed;
  /**
   * What any change does, by the world after it and the objects that it touches. It is only `safe` where logs tell of all of
   * these: of rights by requests, of the network by connections, of workloads not wholly.
   */
  after(world: World, touched: readonly Resource[]): ReplayedChange;
  /** Distinct requests that a binding allows, and connections that work: what can be asked again. */
  readonly requests: number;
  readonly flows: number;
  /** Connections of which it is not known whose they are. */
  readonly unresolved: readonly Unresolved[];
}

/** What one kind of log says of changes; undefined where it says nothing of any. */
export interface Part<T> {
  readonly verdict: Exclude<Verdict, 'unknown'>;
  readonly lost: readonly T[];
}

export function createReplay(world: World, { used, flows }: Recorded): Replay {
  const requests = used && createRequestReplay(world, used);
  const connections = flows && createFlowReplay(world, flows);
  return {
    requests: requests?.known ?? 0,
    flows: connections?.known ?? 0,
    unresolved: connections?.unresolved ?? [],
    after(other, touched) {
      const asked = requests?.after(other);
      const sent = connections?.after(other);
      const untold = touched.filter(({ type }) => !(used && RIGHTS.test(type)) && !(flows && OF_NETWORK.has(type)));
      const verdict = worst([asked?.verdict, sent?.verdict]);
      return {
        verdict: verdict === 'safe' && untold.length > 0 ? 'unknown' : verdict,
        requests: asked?.lost ?? [],
        flows: sent?.lost ?? [],
        untold,
      };
    },
    of(controls) {
      const asked = requests?.of(controls);
      const sent = connections?.of(controls);
      return {
        verdict: worst([asked?.verdict, sent?.verdict]),
        requests: asked?.lost ?? [],
        flows: sent?.lost ?? [],
      };
    },
  };
}

const RIGHTS = /^(?:Cluster)?Role(?:Binding)?$|^ServiceAccount$/;

const OF_NETWORK: ReadonlySet<string> = new Set(['Service', ...ROUTE_TYPES, ...NETWORK_TYPES]);

const ORDER = ['breaks', 'may-break', 'safe'] as const;

function worst(verdicts: readonly (Verdict | undefined)[]): Verdict {
  return ORDER.find((one) => verdicts.includes(one)) ?? 'unknown';
}
