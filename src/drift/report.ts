import type { Gap } from '../model/gap.ts';
import { atLeast, compareSeverity, SEVERITIES, type Severity } from '../model/severity.ts';
import type { Place } from '../model/place.ts';
import type { Ref } from '../model/resource.ts';
import type { Expected, Introduced, ObjectDrift } from './types.ts';

/** What a run concludes; the exit code follows from it. */
export type DriftVerdict = 'clean' | 'drift' | 'incomplete';

/** Where the live state came from. */
export interface LiveOrigin {
  /** Name of the context in the kubeconfig. */
  readonly context: string;
  /** Version of the API server, `v1.36.3`; '' where it is not known. */
  readonly version: string;
  /** The file and when it was taken, for a snapshot. */
  readonly snapshot?: { readonly file: string; readonly taken: string };
}

/** A finding about an object that did not drift itself: by what is missing or new around it. */
export interface IntroducedElsewhere extends Introduced {
  readonly subject: Ref;
  readonly place: Place;
}

export interface DriftReport {
  readonly schema: 'castellan.drift/v1';
  readonly tool: { readonly name: 'castellan'; readonly version: string };
  readonly target: string;
  readonly live: LiveOrigin;
  readonly failOn: Severity | 'none';
  readonly verdict: DriftVerdict;
  readonly summary: {
    /** Objects that files declare for the cluster, and those of them that were compared. */
    readonly declared: number;
    readonly compared: number;
    readonly changed: number;
    readonly missing: number;
    readonly unmanaged: number;
    readonly expected: number;
    readonly gaps: number;
    /** Drifted objects by severity. */
    readonly severities: Readonly<Record<Severity, number>>;
  };
  /** The worst first, then by place. */
  readonly objects: readonly ObjectDrift[];
  readonly elsewhere: readonly IntroducedElsewhere[];
  readonly expected: readonly Expected[];
  readonly notes: readonly string[];
  readonly gaps: readonly Gap[];
}

export interface ReportParts {
  readonly version: string;
  readonly target: string;
  readonly live: LiveOrigin;
  readonly failOn: Severity | 'none';
  readonly declared: number;
  readonly compared: number;
  readonly objects: readonly ObjectDrift[];
  readonly elsewhere: readonly IntroducedElsewhere[];
  readonly expected: readonly Expected[];
  readonly notes: readonly string[];
  readonly gaps: readonly Gap[];
}

/** Puts a report together: ordered, counted and concluded. */
export function driftReport(parts: ReportParts): DriftReport {
  const objects = parts.objects.toSorted(
    (a, b) =>
      compareSeverity(b.severity, a.severity) || comparePlaces(a.place, b.place) || byName(a.subject, b.subject),
  );
  const elsewhere = parts.elsewhere.toSorted((a, b) => comparePlaces(a.place, b.place) || compare(a.rule, b.rule));
  const count = (state: ObjectDrift['state']) => objects.filter((object) => object.state === state).length;
  const severities = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, objects.filter((object) => object.severity === severity).length]),
  ) as Record<Severity, number>;
  return {
    schema: 'castellan.drift/v1',
    tool: { name: 'castellan', version: parts.version },
    target: parts.target,
    live: parts.live,
    failOn: parts.failOn,
    verdict: verdictOf(objects, parts.gaps, parts.failOn),
    summary: {
      declared: parts.declared,
      compared: parts.compared,
      changed: count('changed'),
      missing: count('missing'),
      unmanaged: count('unmanaged'),
      expected: parts.expected.length,
      gaps: parts.gaps.length,
      severities,
    },
    objects,
    elsewhere,
    expected: parts.expected,
    notes: parts.notes,
    gaps: parts.gaps,
  };
}

function verdictOf(objects: readonly ObjectDrift[], gaps: readonly Gap[], failOn: Severity | 'none'): DriftVerdict {
  if (failOn !== 'none' && objects.some(({ severity }) => atLeast(severity, failOn))) return 'drift';
  return gaps.length > 0 ? 'incomplete' : 'clean';
}

function comparePlaces(a: Place, b: Place): number {
  return compare(a.file, b.file) || a.line - b.line || a.column - b.column;
}

function byName(a: Ref, b: Ref): number {
  return compare(`${a.kind} ${a.namespace} ${a.name}`, `${b.kind} ${b.namespace} ${b.name}`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
