import type { Check, Violation } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Resource } from '../../model/resource.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { analyse } from '../engine/analysis.ts';
import type { Settings } from '../engine/settings.ts';
import { withShortPorts } from '../render/ports.ts';
import { type Breach, breachesOf, decidersOf } from './breaches.ts';
import type { Segments } from './segments.ts';

const MOST_NAMED = 3;

interface Answer {
  /** False where a policy is one that the API server refuses: no graph can be drawn. */
  readonly isKnown: boolean;
  readonly breaches: ReadonlyMap<Resource, readonly Breach[]>;
}

/** The rule that holds a cluster to the segments of the config: one finding for each workload and segment that may reach it. */
export function segmentCheck(segments: Segments, settings: Settings): Check {
  const answer = (inventory: Inventory): Answer => {
    const analysis = analyse(inventory.resources, { settings, cuts: segments.cuts });
    const isKnown = analysis.problems.length === 0;
    return {
      isKnown,
      breaches: Map.groupBy(isKnown ? breachesOf(analysis, segments) : [], ({ resource }) => resource),
    };
  };
  return {
    id: 'segment-violation',
    title: 'Segments that must be apart can talk',
    severity: 'high',
    category: 'network',
    profile: 'recommended',
    why: 'The config says that these segments do not talk, and policies let them: who breaks into one gets on to the other.',
    remedy:
      'Tighten the policy that is named, add one where none is, or allow the connection in `segments` of the config.',
    references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
    docs: 'docs/network.md#segments',
    types: [...WORKLOAD_TYPES, 'VirtualMachine.kubevirt.io', 'VirtualMachineInstance.kubevirt.io'],
    unsure: (_, { inventory }) =>
      inventory.derive(answer).isKnown ? undefined : 'a policy is one that the API server refuses',
    find(resource, { inventory }) {
      const own = inventory.derive(answer).breaches.get(resource) ?? [];
      const sides = (one: Breach) => `${nameOf(one.from)} ${nameOf(one.to)} ${one.conns}`;
      return [...Map.groupBy(own, sides).values()].map(violation);
    },
  };
}

function violation(group: readonly Breach[]): Violation {
  const [first] = group;
  const { src, dst, from, to, conns } = first!;
  const others = group.slice(0, MOST_NAMED).map((one) => one.src);
  const more = group.length - others.length;
  const who =
    new Set(group.map((one) => one.src)).size === 1
      ? src
      : `${others.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const whom = new Set(group.map((one) => one.dst)).size === 1 ? dst : `${dst} and ${group.length - 1} more`;
  const evidence = decidersOf(first!);
  const none = evidence.length === 0 ? '; no policy restricts it' : '';
  return {
    path: ['metadata', 'name'],
    message: `${who} (${nameOf(from)}) may reach ${whom} (${nameOf(to)}): ${withShortPorts(conns)}${none}`,
    ...(evidence.length > 0 && { evidence: evidence.map((one) => ({ ...one, note: withShortPorts(one.note) })) }),
  };
}

function nameOf(segments: readonly string[]): string {
  return segments.join('+') || 'no segment';
}
