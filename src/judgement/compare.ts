import type {
  ComplianceReport,
  ControlAssessment,
  ControlChange,
  ControlFinding,
  FrameworkAssessment,
  FrameworkComparison,
} from '../model/compliance.ts';

/** What became of each framework since an earlier report; those that it did not have are left out. */
export function compareFrameworks(
  earlier: Pick<ComplianceReport, 'frameworks'>,
  now: readonly FrameworkAssessment[],
): FrameworkComparison[] {
  return now.flatMap((after) => {
    const before = earlier.frameworks.find(({ id }) => id === after.id);
    return before ? [compareOne(before, after)] : [];
  });
}

function compareOne(before: FrameworkAssessment, after: FrameworkAssessment): FrameworkComparison {
  const [old, current] = [findingsOf(before), findingsOf(after)];
  return {
    id: after.id,
    before: figures(before),
    after: figures(after),
    changes: changesOf(before.controls, after.controls),
    appeared: [...current].filter(([print]) => !old.has(print)).map(([, finding]) => finding),
    resolved: [...old].filter(([print]) => !current.has(print)).map(([, finding]) => finding),
  };
}

function figures({ version, score, coverage }: FrameworkAssessment): FrameworkComparison['before'] {
  return { version, score, coverage };
}

/** Controls whose status differs, in the order of the later report; those that are gone come last. */
function changesOf(before: readonly ControlAssessment[], after: readonly ControlAssessment[]): ControlChange[] {
  const old = new Map(before.map((control) => [control.id, control]));
  const ids = new Set(after.map(({ id }) => id));
  const changed = after
    .map(({ id, title, status }): ControlChange => ({ id, title, before: old.get(id)?.status, after: status }))
    .filter((change) => change.before !== change.after);
  const gone = before
    .filter(({ id }) => !ids.has(id))
    .map(({ id, title, status }): ControlChange => ({ id, title, before: status, after: undefined }));
  return [...changed, ...gone];
}

/** Each finding once, though several controls may fail by it. */
function findingsOf({ controls }: FrameworkAssessment): ReadonlyMap<string, ControlFinding> {
  return new Map(controls.flatMap(({ findings }) => findings.map((finding) => [finding.fingerprint, finding])));
}
