import type { RawFinding } from '../model/finding.ts';
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

/**
 * Shows related findings of one cause as one: the same rule in several containers of an object becomes one finding with
 * several places, and a finding is folded under another of the same resource whose check `covers` its rule at the same
 * container, or whose place is the whole object. Input of one run; order is kept.
 */
export function collapse(findings: readonly RawFinding[]): Cluster[] {
  const clusters: Cluster[] = [];
  let start = 0;
  for (let i = 1; i <= findings.length; i++) {
    if (i < findings.length && findings[i]?.resource === findings[start]?.resource) continue;
    const isAll = start === 0 && i === findings.length;
    for (const cluster of collapseResource(isAll ? findings : findings.slice(start, i))) clusters.push(cluster);
    start = i;
  }
  return clusters;
}

/** A cluster under way. */
interface Draft {
  readonly members: RawFinding[];
  covered: Set<string> | undefined;
}

const NOTHING: readonly never[] = [];

function collapseResource(findings: readonly RawFinding[]): Cluster[] {
  if (findings.length === 1) return [{ lead: findings[0]!, members: findings, others: NOTHING, covers: NOTHING }];
  const coverers = coverersOf(findings);
  const drafts = new Map<string, Draft>();
  const joined: boolean[] = [];
  for (let i = 0; i < findings.length; i++) {
    const root = rootOf(i, coverers);
    const draft = draftOf(findings[root]!, drafts);
    if (root !== i) (draft.covered ??= new Set()).add(findings[i]!.check.id);
    if (joined[root]) continue;
    joined[root] = true;
    draft.members.push(findings[root]!);
  }
  return Array.from(drafts.values(), ({ members, covered }) => ({
    lead: members[0]!,
    members,
    others: members.length === 1 ? NOTHING : members.slice(1),
    covers: covered ? [...covered].sort() : NOTHING,
  }));
}

function draftOf({ check, violation }: RawFinding, drafts: Map<string, Draft>): Draft {
  const key = violation.severity ? `${check.id}\0${violation.severity}` : check.id;
  let draft = drafts.get(key);
  if (!draft) drafts.set(key, (draft = { members: [], covered: undefined }));
  return draft;
}

/** The position of each finding's coverer, or -1. */
function coverersOf(findings: readonly RawFinding[]): number[] {
  const rules = new Set<string>();
  for (const { check } of findings) rules.add(check.id);
  return findings.map(coverageBy(findings, rules));
}

/** Follows coverers to the one that nobody covers; of those that cover each other in a circle it is the first. */
function rootOf(position: number, coverers: readonly number[]): number {
  let here = position;
  let parent = coverers[here]!;
  if (parent === -1) return here;
  const seen = new Set([here]);
  while (parent !== -1) {
    if (seen.has(parent)) return firstInCircle(parent, coverers);
    seen.add(parent);
    here = parent;
    parent = coverers[here]!;
  }
  return here;
}

function firstInCircle(member: number, coverers: readonly number[]): number {
  let first = member;
  for (let next = coverers[member]!; next !== member; next = coverers[next]!) first = Math.min(first, next);
  return first;
}
