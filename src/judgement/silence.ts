import type { ExceptionProblem, RawFinding, SuppressedFinding } from '../model/finding.ts';
import { append } from '../std/append.ts';
import { coverageBy } from './coverage.ts';
import { indexExceptions } from './exception-index.ts';
import type { ScopedException } from './exceptions.ts';

/** A raw finding, and the exception that silences it. */
export type Silenced = readonly [RawFinding, ScopedException];

/** Applies exceptions resource by resource. */
export interface Silencer {
  /** What no exception silences of the findings of one resource: the same list where that is all of it. */
  open(found: readonly RawFinding[]): readonly RawFinding[];
  silenced(): readonly Silenced[];
  /** Exceptions that spoke of a finding. */
  readonly used: ReadonlySet<ScopedException>;
}

export function createSilencer(exceptions: readonly ScopedException[], today: string): Silencer {
  const used = new Set<ScopedException>();
  if (exceptions.length === 0) return { used, open: (found) => found, silenced: () => [] };
  const exceptionOf = indexExceptions(exceptions);
  const direct: Silenced[] = [];
  const covered: Silenced[] = [];
  return {
    used,
    silenced: () => [...direct, ...covered],
    open(found) {
      const own: Silenced[] = [];
      for (const finding of found) {
        const exception = exceptionOf(finding);
        if (exception) used.add(exception);
        if (exception && !isExpired(exception, today)) own.push([finding, exception]);
      }
      if (own.length === 0) return found;
      append(direct, own);
      const silent = new Set(own.map(([finding]) => finding));
      return withoutCovered(
        found.filter((finding) => !silent.has(finding)),
        own,
        covered,
      );
    },
  };
}

/** What a silenced finding covers is accepted with it: it tells of the same cause. */
function withoutCovered(open: readonly RawFinding[], own: readonly Silenced[], covered: Silenced[]): RawFinding[] {
  const covererOf = coverageBy(own.map(([finding]) => finding));
  return open.filter((finding) => {
    const by = own[covererOf(finding)];
    if (by) covered.push([finding, by[1]]);
    return by === undefined;
  });
}

function isExpired(exception: ScopedException, today: string): boolean {
  return exception.until !== undefined && exception.until < today;
}

/** What the exceptions of a run are judged by. */
export interface RunOfRules {
  readonly knownRules: ReadonlySet<string>;
  /** Rules of this run: an exception for others is not called unused. All where undefined. */
  readonly ranRules?: ReadonlySet<string>;
  readonly today: string;
  /** Findings of some files alone were looked at: no exception is called unused. */
  readonly isPartial: boolean;
}

export function exceptionProblems(
  exceptions: readonly ScopedException[],
  used: ReadonlySet<ScopedException>,
  { knownRules, ranRules, today, isPartial }: RunOfRules,
): ExceptionProblem[] {
  return exceptions.flatMap((exception): ExceptionProblem[] => {
    const { rules, place, until } = exception;
    const unknown = rules.filter((rule) => rule !== '*' && rule !== 'all' && !knownRules.has(rule));
    const names = rules.join(', ');
    if (unknown.length > 0) {
      return [{ code: 'unknown-rule', message: `There is no rule ${unknown.join(', ')}.`, place }];
    }
    if (isExpired(exception, today)) {
      return [{ code: 'expired', message: `The exception for ${names} ended on ${until}.`, place }];
    }
    const ran = rules.some((rule) => !knownRules.has(rule) || (ranRules?.has(rule) ?? true));
    if (used.has(exception) || isPartial || !ran) return [];
    return [{ code: 'unused', message: `The exception for ${names} silences nothing: remove it.`, place }];
  });
}

export function bare({ rules, reason, until, owner, kind, place }: ScopedException): SuppressedFinding['exception'] {
  return { rules, reason, ...(until && { until }), ...(owner && { owner }), kind, place };
}
