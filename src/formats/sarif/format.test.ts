import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../model/report.ts';
import { hostileReport, manyFindings, PAYLOADS } from '../sample-hostile.ts';
import { CLEAN, EMPTY, INCOMPLETE, SAMPLE } from '../sample.ts';
import { SOURCES } from '../sample-sources.ts';
import sarif from './format.ts';

const options = { color: false, hyperlinks: false, width: 80, source: (file: string) => SOURCES[file] };
// The schema is of draft 4, and one of its patterns is not valid with the `u` flag.
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}
interface Result {
  ruleId: string;
  ruleIndex: number;
  locations: { physicalLocation: { artifactLocation: { uri: string; index: number }; region: Region } }[];
  suppressions?: { kind: string; justification: string }[];
  baselineState?: string;
  fixes?: { artifactChanges: { replacements: { deletedRegion: Region; insertedContent?: { text: string } }[] }[] }[];
}
const run = (report: Report) => {
  const log = JSON.parse(sarif.render(report, options)) as {
    runs: {
      results: Result[];
      tool: { driver: { rules: { id: string }[] } };
      artifacts: { location: { uri: string } }[];
      invocations: { executionSuccessful: boolean; toolExecutionNotifications: { message: { text: string } }[] }[];
    }[];
  };
  return log.runs[0]!;
};

describe('the schema of OASIS', () => {
  const reports: [string, Report][] = [
    ['sample', SAMPLE],
    ['clean', CLEAN],
    ['empty', EMPTY],
    ['incomplete', INCOMPLETE],
    ['many', manyFindings(200)],
    ...PAYLOADS.map((payload): [string, Report] => [JSON.stringify(payload), hostileReport(payload)]),
  ];

  it.each(reports)('accepts the log of %s', (_, report) => {
    const log: unknown = JSON.parse(sarif.render(report, options));

    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  });
});

describe('the log', () => {
  it('refers to rules and artifacts by the right index', () => {
    const { results, tool, artifacts } = run(SAMPLE);

    for (const { ruleId, ruleIndex, locations } of results) {
      const { uri, index } = locations[0]!.physicalLocation.artifactLocation;
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(artifacts[index]?.location.uri).toBe(uri);
    }
  });

  it('writes paths as URIs', () => {
    expect(run(SAMPLE).artifacts.map(({ location }) => location.uri)).toContain('deploy/gr%C3%B6%C3%9Fe.yaml');
  });

  it('marks what is suppressed and what is in the baseline, and says so of every result', () => {
    const { results } = run(SAMPLE);

    expect(results.filter(({ suppressions }) => suppressions?.length === 1).map(({ ruleId }) => ruleId)).toEqual([
      'memory-limit-missing',
      'load-balancer-open',
    ]);
    expect(results.every(({ suppressions, baselineState }) => suppressions && baselineState)).toBe(true);
    expect(run(CLEAN).results).toEqual([]);
  });

  it('did not succeed where there are gaps', () => {
    expect(run(CLEAN).invocations[0]?.executionSuccessful).toBe(true);
    expect(run(INCOMPLETE).invocations[0]?.executionSuccessful).toBe(false);
    expect(run(INCOMPLETE).invocations[0]?.toolExecutionNotifications).toHaveLength(2);
  });

  it('carries fixes whose regions hold the replaced text', () => {
    const fixed = run(SAMPLE).results.filter(({ fixes }) => fixes);

    const texts = fixed.map(({ locations, fixes }) => {
      const { deletedRegion, insertedContent } = fixes![0]!.artifactChanges[0]!.replacements[0]!;
      const uri = decodeURIComponent(locations[0]!.physicalLocation.artifactLocation.uri);
      return [textOf(SOURCES[uri] ?? '', deletedRegion), insertedContent?.text ?? ''];
    });
    expect(texts).toEqual([
      ['allowPrivilegeEscalation: true', 'allowPrivilegeEscalation: false'],
      ['      hostPID: true\n', ''],
      ['privileged: true', 'privileged: false'],
    ]);
  });
});

function textOf(text: string, { startLine, startColumn, endLine, endColumn }: Region): string {
  const lines = text.split(/(?<=\n)/);
  const offset = (line: number, column: number) => lines.slice(0, line - 1).join('').length + column - 1;
  return text.slice(offset(startLine, startColumn), offset(endLine, endColumn));
}
