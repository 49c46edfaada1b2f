import { expect, it } from 'vitest';
import type { Report } from '../../model/report.ts';
import { manyFindings } from '../sample-hostile.ts';
import { SAMPLE } from '../sample.ts';
import githubSarif from './format.ts';

const run = (report: Report) => {
  const log = JSON.parse(
    githubSarif.render(report, { color: false, hyperlinks: false, width: 80, source: () => undefined }),
  ) as {
    runs: {
      results: { ruleId: string; suppressions?: unknown; properties: { severity: string } }[];
      invocations: { toolExecutionNotifications: { message: { text: string } }[] }[];
    }[];
  };
  return log.runs[0]!;
};

it('holds open findings only, since GitHub opens an alert for suppressed ones too', () => {
  const rules = run(SAMPLE).results.map(({ ruleId }) => ruleId);

  expect(rules).toHaveLength(8);
  expect(rules).not.toContain('load-balancer-open');
  expect(rules).not.toContain('memory-limit-missing');
});

it('leaves the least severe out where GitHub would reject the whole, and says so', () => {
  const many = manyFindings(29_000 * 1.125).findings.filter(({ baselined }) => !baselined);

  const { results, invocations } = run({ ...SAMPLE, findings: many });

  expect(results).toHaveLength(25_000);
  expect(results[0]?.properties.severity).toBe('critical');
  expect(invocations[0]?.toolExecutionNotifications.at(-1)?.message.text).toContain('4000 less severe findings');
});
