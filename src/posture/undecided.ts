import type { RawFinding } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { Path } from '../model/json.ts';
import type { Resource, Unknown } from '../model/resource.ts';

/** Findings that hold, and the rest as gaps. */
export interface Decided {
  readonly findings: readonly RawFinding[];
  readonly gaps: readonly Gap[];
}

/** Tells findings that hold from the rest, resource by resource. */
export interface Decider {
  /** Those of one resource that hold: the same list where all do. */
  keep(found: readonly RawFinding[]): readonly RawFinding[];
  gaps(): readonly Gap[];
}

/**
 * A rule that speaks of a value that is not known (`image = var.image`) has decided nothing: its finding becomes a gap that
 * names the value. Rules read such a value as absent or as one of a wrong type.
 */
export function createDecider(): Decider {
  const undecided = new Map<Unknown, RawFinding[]>();
  const note = (unknown: Unknown, finding: RawFinding) => {
    const about = undecided.get(unknown);
    if (about) about.push(finding);
    else undecided.set(unknown, [finding]);
  };
  return {
    keep(found) {
      const unknowns = found[0]?.resource.origin.unknowns;
      if (!unknowns) return found;
      return found.filter((finding) => {
        const unknown = unknowns.find(({ path }) => concerns(path, finding.violation.path));
        if (unknown) note(unknown, finding);
        return unknown === undefined;
      });
    },
    gaps: () => [...undecided].map(([unknown, about]) => toGap(unknown, about)),
  };
}

/** All findings at once. */
export function decided(findings: readonly RawFinding[]): Decided {
  const decider = createDecider();
  return { findings: findings.flatMap((finding) => decider.keep([finding])), gaps: decider.gaps() };
}

/** The value itself or one inside of it; or one of the same name that it would be inherited from (`spec.securityContext`). */
function concerns(unknown: Path, path: Path): boolean {
  let shared = 0;
  while (shared < unknown.length && unknown[shared] === path[shared]) shared++;
  const rest = unknown.slice(shared);
  if (rest.length === 0) return true;
  return rest.every((step) => typeof step === 'string') && path.slice(shared).includes(rest.at(-1)!);
}

function toGap(unknown: Unknown, about: readonly RawFinding[]): Gap {
  const { resource } = about[0]!;
  const place = resource.origin.locate(unknown.path);
  const rules = [...new Set(about.map(({ check }) => check.id))].sort();
  return {
    code: 'unknown-value',
    file: place.file,
    place,
    message: `${nameOf(resource)}: ${unknown.path.join('.')} is not known (${unknown.source}), so it was not judged by ${rules.join(', ')}.`,
    rules,
    types: [resource.type],
    hint: unknown.source === SENSITIVE ? SENSITIVE_HINT : VALUE_HINT,
  };
}

/** How Terraform's sources write a value that is known and kept out of reach. */
const SENSITIVE = '(sensitive)';
const SENSITIVE_HINT =
  'Values that are marked as sensitive are never read; check this one by hand, or scan the cluster that it was applied to.';
const VALUE_HINT =
  'Give variables their values with `--tf-var name=value` or `--tf-var-file`, or scan the plan: `terraform show -json plan > plan.json`.';

function nameOf({ kind, name }: Resource): string {
  return name.startsWith(`${kind}.`) ? name : `${kind} ${name}`;
}
