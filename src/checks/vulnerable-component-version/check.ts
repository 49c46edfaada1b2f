import { defineCheck, type Violation } from '../../model/check.ts';
import { type Severity, SEVERITIES } from '../../model/severity.ts';
import { type Hit, KNOWN_VERSIONS, newest, vulnerabilitiesOf } from '../../versions/known.ts';
import { VERSIONED_TYPES, versionsIn } from '../../versions/seen.ts';

export default defineCheck({
  id: 'vulnerable-component-version',
  title: 'Component version has published vulnerabilities',
  severity: 'high',
  category: 'versions',
  profile: 'recommended',
  why: 'Holes in the parts that a cluster is made of are published with how to use them, and they open every workload at once.',
  remedy: 'Upgrade to the version that the finding names, or a later one.',
  references: ['https://kubernetes.io/docs/reference/issues-security/official-cve-feed/'],
  types: VERSIONED_TYPES,
  applies: (resource) => versionsIn(resource).length > 0,
  find(resource, { versions = KNOWN_VERSIONS }) {
    const found: Violation[] = [];
    for (const { component, title, version, path } of versionsIn(resource)) {
      const hits = vulnerabilitiesOf(versions, component, version).toSorted(bySeverity);
      const [worst] = hits;
      if (!worst) continue;
      found.push({
        path,
        severity: severityOf(worst),
        message: `${title} ${version} has ${listed(hits)}${cured(hits)}`,
      });
    }
    return found;
  },
});

/** `CVE-2025-1974: what it is; CVE-…, CVE-… and 3 more` */
function listed(hits: readonly Hit[]): string {
  const [worst, ...others] = hits.map(({ advisory }) => advisory);
  const needs = worst?.needs ? ` (with ${worst.needs})` : '';
  const named = others.slice(0, 3).map(({ id }) => id);
  const more = others.length > named.length ? [`${others.length - named.length} more`] : [];
  const rest = others.length > 0 ? `; also ${[...named, ...more].join(', ')}` : '';
  return `${worst?.id}: ${worst?.title}${needs}${rest}`;
}

function cured(hits: readonly Hit[]): string {
  const fixed = newest(hits.flatMap((hit) => hit.fixed ?? []));
  return fixed === undefined ? '' : `; fixed in ${fixed}`;
}

/** What needs something else to be so, which can't be seen here, counts low. */
function severityOf({ advisory }: Hit): Severity {
  return advisory.needs ? 'low' : advisory.severity;
}

function bySeverity(a: Hit, b: Hit): number {
  const rank = (hit: Hit) => SEVERITIES.indexOf(severityOf(hit));
  return rank(b) - rank(a) || (a.advisory.id < b.advisory.id ? 1 : -1);
}
