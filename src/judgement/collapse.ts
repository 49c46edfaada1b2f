import type { Path } from '../model/json.ts';
import type { RawFinding } from '../model/finding.ts';

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
    clusters.push(...collapseResource(findings.slice(start, i)));
    start = i;
  }
  return clusters;
}

function collapseResource(findings: readonly RawFinding[]): Cluster[] {
  const parents = findings.map((finding) => findings.find((other) => other !== finding && isCovered(finding, other)));
  const roots = new Map<RawFinding, string[]>();
  findings.forEach((finding, i) => {
    const root = rootOf(finding, parents, findings);
    const covered = roots.get(root) ?? [];
    roots.set(root, covered);
    if (root !== findings[i]) covered.push(finding.check.id);
  });
  const byRule = new Map<string, [RawFinding, string[]][]>();
  for (const [root, covered] of roots) {
    const key = `${root.check.id}\0${root.violation.severity ?? ''}`;
    const list = byRule.get(key);
    if (list) list.push([root, covered]);
    else byRule.set(key, [[root, covered]]);
  }
  return [...byRule.values()].map((group) => ({
    lead: group[0]![0],
    others: group.slice(1).map(([finding]) => finding),
    covers: [...new Set(group.flatMap(([, covered]) => covered))].sort(),
  }));
}

/** Follows coverers to the one that nobody covers; a circle ends at its first member. */
function rootOf(
  finding: RawFinding,
  parents: readonly (RawFinding | undefined)[],
  findings: readonly RawFinding[],
): RawFinding {
  const seen = new Set<RawFinding>();
  let here = finding;
  for (;;) {
    const parent = parents[findings.indexOf(here)];
    if (!parent || seen.has(parent)) return here;
    seen.add(here);
    here = parent;
  }
}

function isCovered(finding: RawFinding, by: RawFinding): boolean {
  if (!by.check.covers?.includes(finding.check.id)) return false;
  const unit = unitOf(by.violation.path);
  return unit === '' || unit === unitOf(finding.violation.path);
}

const UNITS = new Set(['containers', 'initContainers', 'ephemeralContainers', 'rules', 'stages']);

/** The part of an object that a path is about: one container, one RBAC rule, one build stage, or '' for all of it. */
export function unitOf(path: Path): string {
  for (let i = path.length - 2; i >= 0; i--) {
    if (UNITS.has(String(path[i])) && typeof path[i + 1] === 'number') return path.slice(0, i + 2).join('/');
  }
  return '';
}
