import type { Finding } from '../model/finding.ts';
import type { Ref } from '../model/resource.ts';
import { compareSeverity } from '../model/severity.ts';
import { countBySeverity, WORST_FIRST } from './words.ts';

/** The findings of one object in one file. */
export interface Group {
  readonly subject: Ref;
  readonly file: string;
  readonly findings: readonly Finding[];
}

/** Groups findings by object, worst object first and worst finding first; equals stay in the report's order. */
export function groupByResource(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, { subject: Ref; file: string; findings: Finding[] }>();
  for (const finding of findings) {
    const { subject, place } = finding;
    const key = [place.file, subject.apiVersion, subject.kind, subject.namespace, subject.name].join('\0');
    const group = groups.get(key);
    if (group) group.findings.push(finding);
    else groups.set(key, { subject, file: place.file, findings: [finding] });
  }
  for (const group of groups.values()) group.findings.sort((a, b) => compareSeverity(b.severity, a.severity));
  return [...groups.values()]
    .map((group) => ({ group, counts: countBySeverity(group.findings) }))
    .sort((a, b) => {
      const decisive = WORST_FIRST.find((severity) => a.counts[severity] !== b.counts[severity]);
      return decisive === undefined ? 0 : b.counts[decisive] - a.counts[decisive];
    })
    .map(({ group }) => group);
}
