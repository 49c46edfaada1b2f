import type { TextEdit } from '../model/edit.ts';
import type { Evidence, Finding, FindingFix, RawFinding } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { Ref, Resource } from '../model/resource.ts';
import type { Severity } from '../model/severity.ts';
import type { Cluster } from './collapse.ts';
import { fingerprint } from './fingerprint.ts';

/** What settles how a finding reads. */
export interface Settling {
  readonly severities: ReadonlyMap<string, Severity>;
  /** Fingerprints that are known and accepted for now. */
  readonly baseline: ReadonlySet<string>;
  /** Gives the replacements of text that repair findings of one resource; undefined where they can't be written. */
  readonly editsOf?: (findings: readonly RawFinding[]) => readonly TextEdit[] | undefined;
}

/** A cluster as people see it: with its places, its severity and its identity. */
export function toFinding({ lead, members, others, covers }: Cluster, settling: Settling): Finding {
  const { check, resource, violation } = lead;
  const print = fingerprint(lead);
  const fix = fixOf(lead, members, settling);
  return {
    rule: check.id,
    title: check.title,
    category: check.category,
    severity: settling.severities.get(check.id) ?? violation.severity ?? check.severity,
    message: violation.message,
    subject: refOf(resource),
    place: placeOf(lead),
    path: violation.path,
    others: others.length === 0 ? NONE : others.map(otherOf),
    covers,
    evidence: violation.evidence ? evidenceOf(violation.evidence) : NONE,
    ...(fix && { fix }),
    fingerprint: print,
    ...(settling.baseline.has(print) && { baselined: true }),
  };
}

const NONE: readonly never[] = [];

function fixOf(
  { resource, violation: { fix } }: RawFinding,
  members: readonly RawFinding[],
  { editsOf }: Settling,
): FindingFix | undefined {
  if (!fix || !resource.origin.editable) return undefined;
  const { title, safe } = fix;
  if (!editsOf) return { title, safe };
  const edits = editsOf(members);
  return edits && { title, safe, edits };
}

function otherOf(other: RawFinding): Finding['others'][number] {
  return { place: placeOf(other), path: other.violation.path, message: other.violation.message };
}

function evidenceOf(facts: NonNullable<RawFinding['violation']['evidence']>): Evidence[] {
  return facts.map(({ resource, path, note }) => ({
    subject: refOf(resource),
    place: resource.origin.locate(path),
    note,
  }));
}

function placeOf({ resource, violation }: RawFinding): Place {
  return resource.origin.locate(violation.path, violation.prefer);
}

/** The last resource asked about: its findings come one after the other and share its name. */
let last: { readonly resource: Resource; readonly ref: Ref } | undefined;

/** The name of a resource, without what it holds. */
export function refOf(resource: Resource): Ref {
  if (last?.resource !== resource) {
    const { apiVersion, kind, namespace, name } = resource;
    last = { resource, ref: { apiVersion, kind, namespace, name } };
  }
  return last.ref;
}
