import type { Gap } from '../model/gap.ts';
import type { JsonObject } from '../model/json.ts';
import type { Status } from '../policy/types.ts';
import { placeOf, type Applied, type ApplyReport } from './apply.ts';
import type { LoadedSet } from './policy-set.ts';

/** The stable form of what `policy apply` found; files are shown by `shown`. */
export function applyJson(
  report: ApplyReport,
  { files }: LoadedSet,
  gaps: readonly Gap[],
  shown: (file: string) => string,
): string {
  const policies = report.policies.map(({ policy: { kind, namespace, name, rules }, document }) => {
    const source = files.get(document);
    const place = source && { file: shown(source.file), line: source.placeOf(['metadata', 'name']).line };
    return { kind, ...(namespace !== '' && { namespace }), name, rules: [...rules], ...place };
  });
  const json = {
    schema: 'castellan.policy-apply/v1',
    summary: { policies: policies.length, objects: report.resources, ...statuses(report.counts) },
    policies,
    results: report.results.map((one) => resultJson(one, shown)),
    problems: report.problems.map((problem) => ({ ...problem, file: shown(problem.file) })),
    gaps,
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** How many results have each status, with those that none has. */
export function statuses(counts: ApplyReport['counts']): Record<Status, number> {
  const of = (status: Status) => counts.get(status) ?? 0;
  return { pass: of('pass'), fail: of('fail'), warn: of('warn'), error: of('error'), skip: of('skip') };
}

function resultJson(one: Applied, shown: (file: string) => string): JsonObject {
  const { policy, resource, rule, type, status, severity, action, message, path, exception } = one;
  const { apiVersion, kind, namespace, name } = resource;
  const place = placeOf(one);
  return {
    policy: policy.policy.name,
    policyKind: policy.policy.kind,
    rule,
    type,
    status,
    severity,
    action,
    message,
    object: { apiVersion, kind, ...(namespace !== '' && { namespace }), name },
    place: { file: shown(place.file), line: place.line, column: place.column },
    ...(path && { path: [...path] }),
    ...(exception !== undefined && { exception }),
    ...(one.gap !== undefined && { gap: one.gap }),
    ...(one.patched && { patched: one.patched }),
    ...(one.targets && { targets: [...one.targets] }),
    ...(one.generated && { generated: [...one.generated] }),
  };
}
