import type { Format } from '../../model/format.ts';
import { compareSeverity } from '../../model/severity.ts';
import { sarifLog } from '../sarif-log.ts';
import { openFindings } from '../words.ts';

/** GitHub rejects an upload with more results in a run. */
const MAX_RESULTS = 25_000;

/**
 * SARIF for GitHub code scanning, which opens an alert for every result, suppressed or not: only open findings are in it,
 * and where there are more than GitHub takes, the worst.
 */
const githubSarif: Format = {
  id: 'github-sarif',
  title: 'SARIF 2.1.0 for GitHub code scanning: open findings only, within its limits',
  extension: 'sarif',
  wantsFixes: false,
  render: (report, { source }) => {
    const open = openFindings(report);
    const kept = open.toSorted((a, b) => compareSeverity(b.severity, a.severity)).slice(0, MAX_RESULTS);
    const left = open.length - kept.length;
    const notes = left > 0 ? [`${left} less severe findings were left out, since GitHub takes ${MAX_RESULTS}.`] : [];
    return sarifLog(report, { source, notes, entries: kept.map((finding) => ({ finding })) });
  },
};

export default githubSarif;
