import type { Check } from '../model/check.ts';
import type { RawFinding } from '../model/finding.ts';
import type { Control, Framework } from '../model/framework.ts';
import type { Resource } from '../model/resource.ts';
import type { ControlResult, ControlStatus, FrameworkResult } from '../model/report.ts';
import { comparePlaces } from './judge.ts';

/** What a framework is judged by: the rules that ran, what they found, and on which resources they could speak. */
export interface FrameworkInput {
  readonly open: readonly RawFinding[];
  readonly checks: readonly Check[];
  readonly resources: readonly Resource[];
  /** Target version: controls of later ones are left out. */
  readonly minor: number;
}

/**
 * Judges one framework. A control fails by one open finding of its rules, passes when its rules looked at something and
 * found nothing, is `manual` when a person must look at the rest, and `not-covered` when there was nothing of its kind. Score: passed of decided controls;
 * coverage: decided of all.
 */
export function judgeFramework(framework: Framework, input: FrameworkInput): FrameworkResult {
  const byType = Map.groupBy(input.resources, ({ type }) => type);
  const ran = new Map(input.checks.map((check) => [check.id, check]));
  const due = framework.controls.filter(({ since = 0 }) => since <= input.minor);
  const controls = due.map((control) => judgeControl(control, input.open, ran, byType));
  const passed = controls.filter((c) => c.status === 'pass').length;
  const decided = passed + controls.filter((c) => c.status === 'fail').length;
  const { id, title, version, url } = framework;
  return {
    id,
    title,
    version,
    url,
    score: decided > 0 ? Math.round((100 * passed) / decided) : undefined,
    coverage: controls.length > 0 ? Math.round((100 * decided) / controls.length) : 0,
    controls,
  };
}

function judgeControl(
  control: Control,
  open: readonly RawFinding[],
  ran: ReadonlyMap<string, Check>,
  byType: ReadonlyMap<string, readonly Resource[]>,
): ControlResult {
  const checks = control.rules.flatMap((id) => ran.get(id) ?? []);
  const findings = open
    .filter((f) => control.rules.includes(f.check.id))
    .map(({ check, resource, violation }) => ({
      rule: check.id,
      message: violation.message,
      place: resource.origin.locate(violation.path, violation.prefer),
    }))
    .sort((a, b) => comparePlaces(a.place, b.place));
  const checkedResources = Math.max(0, ...checks.map((check) => looksAt(check, byType)));
  return {
    id: control.id,
    title: control.title,
    status: statusOf(control, findings.length, checkedResources),
    rules: control.rules,
    ...(control.manual && { manual: control.manual }),
    findings,
    checkedResources,
  };
}

function statusOf(control: Control, findings: number, checked: number): ControlStatus {
  if (findings > 0) return 'fail';
  if (control.rules.length === 0) return 'manual';
  if (checked === 0) return 'not-covered';
  return control.manual ? 'manual' : 'pass';
}

function looksAt(check: Check, byType: ReadonlyMap<string, readonly Resource[]>): number {
  const types = check.types === '*' ? [...byType.keys()] : check.types;
  let count = 0;
  for (const type of types) {
    const resources = byType.get(type) ?? [];
    count += check.applies ? resources.filter(check.applies).length : resources.length;
  }
  return count;
}
