import { serialize } from '../formats/serialize.ts';
import type { Place } from '../model/place.ts';
import type { Ref } from '../model/resource.ts';
import type { DriftReport } from './report.ts';
import type { Author, Introduced, ObjectDrift } from './types.ts';

/** The report for programs: keys in a fixed order, nothing of the machine it was made on. */
export function driftJson(report: DriftReport): string {
  const { schema, tool, target, live, failOn, verdict, summary } = report;
  return serialize({
    schema,
    tool,
    target,
    live,
    failOn,
    verdict,
    summary,
    objects: report.objects.map(objectOf),
    elsewhere: report.elsewhere.map((found) => ({
      subject: refOf(found.subject),
      place: placeOf(found.place),
      ...introducedOf(found),
    })),
    expected: report.expected.map(({ subject, label, reason }) => ({ subject: refOf(subject), path: label, reason })),
    notes: report.notes,
    gaps: report.gaps.map(({ code, message, file, place, hint }) => ({
      code,
      message,
      file,
      place: place && placeOf(place),
      hint,
    })),
  });
}

function objectOf({ state, subject, severity, place, message, differences, introduces, author }: ObjectDrift) {
  return {
    state,
    subject: refOf(subject),
    severity,
    place: placeOf(place),
    message,
    differences: differences.map((difference) => ({
      change: difference.change,
      path: difference.label,
      severity: difference.severity,
      why: difference.why || undefined,
      declared: difference.declared,
      live: difference.live,
      place: placeOf(difference.place),
      author: difference.author && authorOf(difference.author),
    })),
    introduces: introduces.map(introducedOf),
    author: author && authorOf(author),
  };
}

function introducedOf({ rule, severity, message }: Introduced) {
  return { rule, severity, message };
}

function authorOf({ manager, operation, subresource, time, certain }: Author) {
  return { manager, operation, subresource: subresource || undefined, time: time || undefined, certain };
}

function refOf({ apiVersion, kind, namespace, name }: Ref) {
  return { apiVersion, kind, namespace, name };
}

function placeOf({ file, line, column, endLine, endColumn }: Place) {
  return { file, line, column, endLine, endColumn };
}
