import type { Format } from '../../model/format.ts';
import { sarifLog } from '../sarif-log.ts';
import { BASELINED, suppressionOf } from '../sarif-result.ts';

/** Everything that the report holds, with what is suppressed or in the baseline marked as such. */
const sarif: Format = {
  id: 'sarif',
  title: 'SARIF 2.1.0: the complete log, for viewers and other tools',
  extension: 'sarif',
  wantsFixes: true,
  render: (report, { source }) =>
    sarifLog(report, {
      source,
      notes: [],
      entries: [
        ...report.findings.map((finding) => ({ finding, ...(finding.baselined && { suppression: BASELINED }) })),
        ...report.suppressed.map(({ finding, exception }) => ({ finding, suppression: suppressionOf(exception) })),
      ],
    }),
};

export default sarif;
