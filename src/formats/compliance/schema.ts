import { z } from 'zod';
import { CATEGORIES } from '../../model/check.ts';
import { GAP_CODES } from '../../model/gap.ts';
import { CONTROL_STATUSES } from '../../model/report.ts';
import { SEVERITIES } from '../../model/severity.ts';
import { COMPLIANCE_SCHEMA_ADDRESS } from './address.ts';

/* The shape of compliance reports in JSON, for `schemas/compliance.schema.json` and for tests. No format loads this file. */

const whole = z.int().min(0);
const percent = z.number().min(0).max(100);
const severity = z.enum(SEVERITIES);
const place = z.strictObject({ file: z.string(), line: whole, column: whole, endLine: whole, endColumn: whole });
const subject = z.strictObject({ apiVersion: z.string(), kind: z.string(), namespace: z.string(), name: z.string() });

const finding = {
  rule: z.string(),
  severity,
  message: z.string(),
  subject,
  place,
  fingerprint: z.string().describe('Stable across line moves: what a comparison goes by.'),
};

const exception = z.strictObject({
  rules: z.array(z.string()),
  reason: z.string(),
  until: z.string().describe('Last valid day, ISO date.').optional(),
  owner: z.string().optional(),
  kind: z.enum(['comment', 'annotation', 'config']),
  place,
});

const evidence = z
  .strictObject({
    resources: whole,
    kinds: z.array(z.strictObject({ kind: z.string(), count: whole })),
    examples: z.array(z.strictObject({ subject, place })).describe('The first of the objects.'),
  })
  .describe('What was looked at.');

const status = z
  .enum(CONTROL_STATUSES)
  .describe(
    'pass and fail are decided by evidence; partly: some evidence is missing; unknown: evidence that proves nothing; not-covered: none; manual: a person must look.',
  );

const control = z.strictObject({
  id: z.string(),
  title: z.string(),
  section: z.string().optional(),
  level: z.string().optional(),
  profile: z.string().optional(),
  assessment: z.enum(['automated', 'manual']).describe('What the framework itself calls it.').optional(),
  status,
  rules: z.array(z.string()),
  manual: z.string().describe('Why a person must look, and what to ask.').optional(),
  evidence,
  missing: z.array(z.strictObject({ rule: z.string(), reason: z.string() })).describe('Evidence that is not there.'),
  findings: z.array(z.strictObject(finding)),
  accepted: z.array(z.strictObject({ ...finding, exception })).describe('Findings that an exception allows to stay.'),
});

const counts = z.strictObject({
  fail: whole,
  pass: whole,
  partly: whole,
  unknown: whole,
  'not-covered': whole,
  manual: whole,
});

const framework = z.strictObject({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  url: z.string(),
  extends: z.string().describe('The framework that it is built upon.').optional(),
  score: percent.describe('Passed of decided controls; absent where nothing was decided.').optional(),
  coverage: percent.describe('Decided of all controls.'),
  counts,
  excluded: z.array(z.strictObject({ id: z.string(), title: z.string(), reason: z.string() })),
  controls: z.array(control),
});

const figures = z.strictObject({ version: z.string(), score: percent.optional(), coverage: percent });

const comparison = z.strictObject({
  id: z.string(),
  before: figures,
  after: figures,
  changes: z.array(
    z.strictObject({ id: z.string(), title: z.string(), before: status.optional(), after: status.optional() }),
  ),
  appeared: z.array(z.strictObject(finding)),
  resolved: z.array(z.strictObject(finding)),
});

export const complianceSchema = z
  .strictObject({
    $schema: z.string(),
    schema: z.literal('castellan.compliance/v1'),
    tool: z.strictObject({ name: z.literal('castellan'), version: z.string(), url: z.string() }),
    target: z.string(),
    date: z.string().describe('ISO date by which expiry was judged.'),
    kubernetes: z.string(),
    failOn: z.enum([...SEVERITIES, 'none']),
    verdict: z.enum(['clean', 'findings', 'incomplete']),
    files: whole,
    resources: whole,
    frameworks: z.array(framework),
    gaps: z.array(
      z.strictObject({
        code: z.enum(GAP_CODES),
        message: z.string(),
        file: z.string(),
        place: place.optional(),
        hint: z.string().optional(),
      }),
    ),
    exceptionProblems: z.array(
      z.strictObject({
        code: z.enum(['unused', 'expired', 'no-reason', 'unknown-rule', 'invalid']),
        message: z.string(),
        place,
      }),
    ),
    rules: z.record(
      z.string(),
      z.strictObject({
        id: z.string(),
        title: z.string(),
        severity,
        category: z.enum(CATEGORIES),
        why: z.string(),
        remedy: z.string(),
        references: z.array(z.string()),
        docs: z.string(),
      }),
    ),
    comparison: z.array(comparison).describe('What became of each framework since the earlier report.').optional(),
  })
  .meta({ title: 'Castellan compliance report', description: 'What `castellan report --format json` writes.' });

/** The JSON schema that is published as `schemas/compliance.schema.json`. */
export function complianceJsonSchema(): string {
  return `${JSON.stringify({ $id: COMPLIANCE_SCHEMA_ADDRESS, ...z.toJSONSchema(complianceSchema) }, null, 2)}\n`;
}
