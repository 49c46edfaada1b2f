import { z } from 'zod';
import { CATEGORIES } from '../../model/check.ts';
import { GAP_CODES } from '../../model/gap.ts';
import { CONTROL_STATUSES } from '../../model/report.ts';
import { SEVERITIES } from '../../model/severity.ts';
import { SCHEMA_ADDRESS } from './address.ts';

/*
 * The shape of the JSON format, for `schemas/report.schema.json` and for tests. The format itself doesn't load this file.
 */

const whole = z.int().min(0);
export const severity = z.enum(SEVERITIES).describe('From harmless to worst: info, low, medium, high, critical.');
const path = z
  .array(z.union([z.string(), whole]))
  .describe('Object keys and list indexes from the root of the object.');

export const place = z
  .strictObject({
    file: z.string().describe('Path from the scanned root, with `/`.'),
    line: whole,
    column: whole,
    endLine: whole,
    endColumn: whole.describe('Exclusive.'),
  })
  .meta({ id: 'place', description: 'A range in a file. Lines and columns count from 1; columns count UTF-16 units.' });

export const ref = z
  .strictObject({
    apiVersion: z.string(),
    kind: z.string(),
    namespace: z.string().describe('Empty where the object says none.'),
    name: z.string(),
  })
  .meta({ id: 'ref', description: 'Names one object.' });

const fix = z
  .strictObject({
    title: z.string(),
    safe: z.boolean().describe('The workload behaves as before wherever it already follows good practice.'),
    edits: z
      .array(z.strictObject({ start: whole, end: whole, text: z.string() }))
      .describe("Replacements of the characters [start, end) of the finding's file, in UTF-16 units.")
      .optional(),
  })
  .meta({ id: 'fix', description: 'A repair that Castellan can make.' });

const finding = z
  .strictObject({
    rule: z.string().describe('Key of `rules`.'),
    title: z.string(),
    category: z.enum(CATEGORIES),
    severity,
    message: z.string(),
    subject: ref,
    place,
    path,
    others: z
      .array(z.strictObject({ place, path, message: z.string() }))
      .describe('Other places in the same object where the same rule is broken.'),
    covers: z.array(z.string()).describe('Rules whose findings this one stands for.'),
    evidence: z.array(z.strictObject({ subject: ref, place, note: z.string() })),
    fix: fix.optional(),
    fingerprint: z.string().describe('Stable across line moves.'),
    attackPath: z
      .strictObject({
        from: z.string(),
        to: z.string(),
        steps: whole,
        priority: whole.describe('1 to 100: by what is won, and less for each hardship on the way.'),
      })
      .describe('The object lies on a way of an attacker; `castellan paths list` tells the whole of it.')
      .optional(),
    baselined: z.boolean().describe('Known and accepted for now; does not fail the run.').optional(),
  })
  .meta({ id: 'finding', description: 'One thing that is wrong, with proof.' });

export const gap = z
  .strictObject({
    code: z.enum(GAP_CODES),
    message: z.string(),
    file: z.string(),
    place: place.optional(),
    hint: z.string().optional(),
  })
  .meta({ id: 'gap', description: 'One thing that could not be looked at.' });

const exception = z
  .strictObject({
    rules: z.array(z.string()),
    reason: z.string(),
    until: z.string().describe('Last valid day, ISO date.').optional(),
    owner: z.string().optional(),
    kind: z.enum(['comment', 'annotation', 'config']),
    place,
  })
  .meta({ id: 'exception', description: 'A written permission to keep a finding.' });

const exceptionProblem = z
  .strictObject({
    code: z.enum(['unused', 'expired', 'no-reason', 'unknown-rule', 'invalid']),
    message: z.string(),
    place,
  })
  .meta({ id: 'exceptionProblem', description: 'An exception that does no work, or that is not valid.' });

const rule = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    severity,
    category: z.enum(CATEGORIES),
    why: z.string(),
    remedy: z.string(),
    references: z.array(z.string()),
    docs: z.string(),
  })
  .meta({ id: 'rule', description: 'A rule that the report mentions.' });

const control = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    status: z.enum(CONTROL_STATUSES),
    rules: z.array(z.string()),
    manual: z.string().describe('Why a person must look, for `manual`.').optional(),
    findings: z.array(z.strictObject({ rule: z.string(), message: z.string(), place })),
    checkedResources: whole,
  })
  .meta({ id: 'control', description: 'One control of a framework.' });

const percent = z.number().min(0).max(100);

const framework = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    version: z.string(),
    url: z.string(),
    score: percent.describe('Passed of decided controls; absent where nothing was decided.').optional(),
    coverage: percent.describe('Decided of all controls.'),
    controls: z.array(control),
  })
  .meta({ id: 'framework', description: 'How the findings read as a framework.' });

const summary = z
  .strictObject({
    files: whole,
    resources: whole,
    workloads: whole,
    rules: whole,
    findings: z.strictObject({ critical: whole, high: whole, medium: whole, low: whole, info: whole }),
    fixable: whole,
    suppressed: whole,
    baselined: whole,
    gaps: whole,
  })
  .meta({ id: 'summary', description: 'The report in numbers.' });

export const reportSchema = z
  .strictObject({
    $schema: z.string(),
    schema: z.literal('castellan.report/v1'),
    tool: z.strictObject({ name: z.literal('castellan'), version: z.string(), url: z.string() }),
    target: z.string(),
    profile: z.string(),
    kubernetes: z.string(),
    failOn: z.enum([...SEVERITIES, 'none']),
    verdict: z
      .enum(['clean', 'findings', 'incomplete'])
      .describe('`incomplete` where something could not be looked at.'),
    summary,
    findings: z.array(finding).describe('Sorted by file, line, column, rule.'),
    gaps: z.array(gap),
    suppressed: z.array(z.strictObject({ finding, exception })).describe('Findings that an exception silences.'),
    exceptionProblems: z.array(exceptionProblem),
    rules: z.record(z.string(), rule),
    frameworks: z.array(framework),
  })
  .meta({ title: 'Castellan report', description: 'What `castellan scan --format json` writes.' });

/** The JSON schema that is published as `schemas/report.schema.json`. */
export function reportJsonSchema(): string {
  return `${JSON.stringify({ $id: SCHEMA_ADDRESS, ...z.toJSONSchema(reportSchema) }, null, 2)}\n`;
}
