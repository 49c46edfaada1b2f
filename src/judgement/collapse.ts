import type { RawFinding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { coverageBy } from './coverage.ts';

/** Raw findings that are one to a reader: the first place leads, the rest follow. */
export interface Cluster {
  readonly lead: RawFinding;
  /** The lead, then the others. */
  readonly members: readonly RawFinding[];
  /** The same rule at other places of the same resource. */
  readonly others: readonly RawFinding[];
  /** Rules that the lead's rule covers and that were broken at the same container or object. */
  readonly covers: readonly string[];
}

/** What the findings of a resource were folded to; `watch` comes again with the very same ones for all that did not change. */
export type CollapseMemory = WeakMap<
  Resource,
  { readonly findings: readonly RawFinding[]; readonly clusters: readonly Cluster[] }
>;

/**
 * Shows related findings of one cause as one: the same rule in several containers of an object becomes one finding with
 * several places, and a finding is folded under another of the same resource whose check `covers` its rule at the same
 * container, or whose place is the whole object. Input of one run; order is kept.
 */
export function collapse(findings: readonly RawFinding[], memory?: CollapseMemory): Cluster[] {
  const clusters: Cluster[] = [];
  let start = 0;
  for (let i = 1; i <= findings.length; i++) {
    if (i < findings.length && findings[i]?.resource === findings[start]?.resource) continue;
    const own = memory ? remembered(findings, start, i, memory) : collapseResource(findings.slice(start, i));
    for (const cluster of own) clusters.push(cluster);
    start = i;
  }
  return clusters;
}

function remembered(
  findings: readonly RawFinding[],
  start: number,
  end: number,
  memory: CollapseMemory,
): readonly Cluster[] {
  const { resource } = findings[start]!;
  const known = memory.get(resource);
  if (known && isAt(known.findings, findings, start, end)) return known.clusters;
  const own = findings.slice(start, end);
  const clusters = collapseResource(own);
  memory.set(resource, { findings: own, clusters });
  return clusters;
}

/** Whether a list is the part of another from `start` to `end`. */
function isAt<T>(part: readonly T[], list: readonly T[], start: number, end: number): boolean {
  if (part.length !== end - start) return false;
  for (let i = start; i < end; i++) if (list[i] !== part[i - start]) return false;
  return true;
}

/** A cluster under way. */
interface Draft {
  readonly members: RawFinding[];
  readonly covered: Set<string>;
}

function collapseResource(findings: readonly RawFinding[]): Cluster[] {
  if (findings.length === 1) return [{ lead: findings[0]!, members: findings, others: [], covers: [] }];
  const coverers = coverersOf(findings);
  const drafts = new Map<string, Draft>();
  const joined = new Set<RawFinding>();
  for (const [i, finding] of findings.entries()) {
    const root = findings[rootOf(i, coverers)]!;
    const draft = draftOf(root, drafts);
    if (root !== finding) draft.covered.add(finding.check.id);
    if (joined.has(root)) continue;
    joined.add(root);
    draft.members.push(root);
  }
  return Array.from(drafts.values(), ({ members, covered }) => {
    return { lead: members[0]!, members, others: members.slice(1), covers: [...covered].sort() };
  });
}

function draftOf({ check, violation }: RawFinding, drafts: Map<string, Draft>): Draft {
  const key = violation.severity ? `${check.id}\0${violation.severity}` : check.id;
  let draft = drafts.get(key);
  if (!draft) drafts.set(key, (draft = { members: [], covered: new Set() }));
  return draft;
}

/** The position of each finding's coverer, or -1. */
function coverersOf(findings: readonly RawFinding[]): number[] {
  const coverage = coverageBy(findings, new Set(findings.map(({ check }) => check.id)));
  return findings.map(coverage);
}

/** Follows coverers to the one that nobody covers; a circle ends at its first member. */
function rootOf(position: number, coverers: readonly number[]): number {
  let here = position;
  let parent = coverers[here]!;
  if (parent === -1) return here;
  const seen = new Set([here]);
  while (parent !== -1 && !seen.has(parent)) {
    seen.add(parent);
    here = parent;
    parent = coverers[here]!;
  }
  return here;
}
