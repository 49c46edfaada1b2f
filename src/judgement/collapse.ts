import type { Path } from '../model/json.ts';
import type { RawFinding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';

/** Raw findings that are one to a reader: the first place leads, the rest follow. */
export interface Cluster {
  readonly lead: RawFinding;
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
    for (const cluster of remembered(findings.slice(start, i))) clusters.push(cluster);
    start = i;
  }
  return clusters;
}

interface Memory {
  readonly findings: readonly RawFinding[];
  readonly clusters: readonly Cluster[];
}

const memories = new WeakMap<Resource, Memory>();

/** The clusters of one resource's findings; `watch` asks again with the very same findings for all that did not change. */
function remembered(findings: readonly RawFinding[]): readonly Cluster[] {
  const { resource } = findings[0]!;
  const known = memories.get(resource);
  const same = known?.findings.length === findings.length && findings.every((f, i) => f === known.findings[i]);
  if (same) return known.clusters;
  const clusters = collapseResource(findings);
  memories.set(resource, { findings, clusters });
  return clusters;
}

function collapseResource(findings: readonly RawFinding[]): Cluster[] {
  if (findings.length === 1) return [{ lead: findings[0]!, others: [], covers: [] }];
  const covererOf = coverersOf(findings);
  const roots = new Map<RawFinding, string[]>();
  for (const finding of findings) {
    const root = rootOf(finding, covererOf);
    const covered = roots.get(root) ?? [];
    roots.set(root, covered);
    if (root !== finding) covered.push(finding.check.id);
  }
  const byRule = Map.groupBy(roots, ([root]) => `${root.check.id}\0${root.violation.severity ?? ''}`);
  return [...byRule.values()].map((group) => ({
    lead: group[0]![0],
    others: group.slice(1).map(([finding]) => finding),
    covers: [...new Set(group.flatMap(([, covered]) => covered))].sort(),
  }));
}

/** Finds the first finding that covers another: of the same unit, or of the whole object. */
function coverersOf(findings: readonly RawFinding[]): (finding: RawFinding) => RawFinding | undefined {
  const orders = new Map(findings.map((finding, i) => [finding, i]));
  const units = new Map(findings.map((finding) => [finding, unitOf(finding.violation.path)]));
  const present = new Set(findings.map(({ check }) => check.id));
  const first = new Map<string, RawFinding>();
  for (const finding of findings) {
    for (const rule of finding.check.covers ?? []) {
      if (!present.has(rule)) continue;
      const key = `${rule}\0${units.get(finding) ?? ''}`;
      if (rule !== finding.check.id && !first.has(key)) first.set(key, finding);
    }
  }
  return (finding) => {
    const { id } = finding.check;
    const whole = first.get(`${id}\0`);
    const own = first.get(`${id}\0${units.get(finding) ?? ''}`);
    if (!whole || !own) return whole ?? own;
    return orders.get(whole)! < orders.get(own)! ? whole : own;
  };
}

/** Follows coverers to the one that nobody covers; a circle ends at its first member. */
function rootOf(finding: RawFinding, covererOf: (finding: RawFinding) => RawFinding | undefined): RawFinding {
  const seen = new Set<RawFinding>();
  let here = finding;
  for (;;) {
    const parent = covererOf(here);
    if (!parent || seen.has(parent)) return here;
    seen.add(here);
    here = parent;
  }
}

/** Whether `by` says what there is to say about the cause of `finding`; both are of one resource. */
export function isCovered(finding: RawFinding, by: RawFinding): boolean {
  if (!by.check.covers?.includes(finding.check.id)) return false;
  const unit = unitOf(by.violation.path);
  return unit === '' || unit === unitOf(finding.violation.path);
}

const UNITS = new Set(['containers', 'initContainers', 'ephemeralContainers', 'rules', 'stages']);

/** The part of an object that a path is about: one container, one RBAC rule, one build stage, or '' for all of it. */
export function unitOf(path: Path): string {
  for (let i = path.length - 2; i >= 0; i--) {
    const step = path[i]!;
    if (typeof step === 'string' && UNITS.has(step) && typeof path[i + 1] === 'number')
      return path.slice(0, i + 2).join('/');
  }
  return '';
}
