import type { RawFinding } from '../model/finding.ts';
import type { Path } from '../model/json.ts';

/** Gives the position of the first finding that covers another one of the same resource, or -1. */
export type Coverage = (finding: RawFinding) => number;

/** The first findings that cover a rule: for the whole object, and by unit. */
interface Coverers {
  whole: number;
  units: Map<number, number> | undefined;
}

/**
 * Files findings of one resource by the rules that they cover, of those in `rules`: at the same unit, or for the whole
 * object.
 */
export function coverageBy(findings: readonly RawFinding[], rules?: ReadonlySet<string>): Coverage {
  const byRule = new Map<string, Coverers>();
  const unitOf = createUnits();
  for (let i = 0; i < findings.length; i++) {
    const { check, violation } = findings[i]!;
    if (!check.covers) continue;
    for (const rule of check.covers) {
      if (rule !== check.id && (!rules || rules.has(rule))) file(byRule, rule, unitOf(violation.path), i);
    }
  }
  if (byRule.size === 0) return NOBODY;
  return ({ check, violation }) => {
    const coverers = byRule.get(check.id);
    if (!coverers) return -1;
    const { whole } = coverers;
    const own = coverers.units?.get(unitOf(violation.path)) ?? -1;
    return whole === -1 || own === -1 ? Math.max(whole, own) : Math.min(whole, own);
  };
}

const NOBODY: Coverage = () => -1;

function file(byRule: Map<string, Coverers>, rule: string, unit: number, position: number): void {
  let coverers = byRule.get(rule);
  if (!coverers) byRule.set(rule, (coverers = { whole: -1, units: undefined }));
  if (unit === WHOLE) {
    if (coverers.whole === -1) coverers.whole = position;
    return;
  }
  coverers.units ??= new Map();
  if (!coverers.units.has(unit)) coverers.units.set(unit, position);
}

const WHOLE = 0;
const UNITS = new Set(['containers', 'initContainers', 'ephemeralContainers', 'rules', 'stages']);

/** Steps of a path that name the part of an object that it is about: one container, RBAC rule or build stage; 0 for all of it. */
export function unitLength(path: Path): number {
  for (let i = path.length - 1; i > 0; i--) {
    if (typeof path[i] !== 'number') continue;
    const list = path[i - 1]!;
    if (typeof list === 'string' && UNITS.has(list)) return i + 1;
  }
  return 0;
}

interface Unit {
  readonly id: number;
  readonly path: Path;
  readonly length: number;
}

/** Numbers the units of one resource, the whole object as 0. */
function createUnits(): (path: Path) => number {
  const byIndex = new Map<string | number, Unit[]>();
  let count = 0;
  return (path) => {
    const length = unitLength(path);
    if (length === 0) return WHOLE;
    const index = path[length - 1]!;
    let near = byIndex.get(index);
    if (!near) byIndex.set(index, (near = []));
    for (const unit of near) if (unit.length === length && startsAlike(unit.path, path, length)) return unit.id;
    near.push({ id: ++count, path, length });
    return count;
  };
}

function startsAlike(a: Path, b: Path, length: number): boolean {
  for (let i = length - 1; i >= 0; i--) if (a[i] !== b[i]) return false;
  return true;
}
