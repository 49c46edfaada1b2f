import type { Finding } from '../../model/finding.ts';
import type { Format } from '../../model/format.ts';
import type { Gap } from '../../model/gap.ts';
import type { Severity } from '../../model/severity.ts';
import { digest } from '../../std/hash.ts';
import { count, printable } from '../../std/text.ts';
import { serialize } from '../serialize.ts';
import { subjectName } from '../words.ts';

const SEVERITY: Readonly<Record<Severity, string>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
};

/**
 * GitLab's Code Quality report (docs.gitlab.com/ci/testing/code_quality). GitLab itself compares branches, so findings of
 * the baseline are in it; of several entries with one fingerprint it keeps the first, so they are made unique.
 */
const gitlab: Format = {
  id: 'gitlab',
  title: 'GitLab Code Quality: for the merge request widget',
  extension: 'json',
  wantsFixes: false,
  render: (report) => serialize(unique([...report.findings.map(findingEntry), ...report.gaps.map(gapEntry)])),
};

export default gitlab;

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end?: number } };
}

function findingEntry({ rule, severity, subject, message, others, place, fingerprint }: Finding): Entry {
  const more = others.length > 0 ? ` (and at ${count(others.length, 'other place')})` : '';
  return {
    description: printable(`${subjectName(subject)}: ${message}${more}`),
    check_name: printable(rule),
    fingerprint,
    severity: SEVERITY[severity],
    location: { path: place.file, lines: { begin: place.line, end: place.endLine } },
  };
}

function gapEntry({ code, message, file, place, hint }: Gap): Entry {
  return {
    description: printable(['Not looked at:', message, hint].filter(Boolean).join(' ')),
    check_name: `gap-${code}`,
    fingerprint: digest(`gap\0${code}\0${file}\0${message}`),
    severity: 'major',
    location: { path: file, lines: { begin: place?.line ?? 1 } },
  };
}

function unique(entries: readonly Entry[]): Entry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const n = (seen.get(entry.fingerprint) ?? 0) + 1;
    seen.set(entry.fingerprint, n);
    return n === 1 ? entry : { ...entry, fingerprint: digest(`${entry.fingerprint}\0${n}`) };
  });
}
