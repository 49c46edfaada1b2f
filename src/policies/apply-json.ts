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
    summary: { policies: policies.length, objects: report.resources, ...counts(report) },
    policies,
    results: report.results.map((one) => resultJson(one, shown)),
    problems: report.problems.map((problem) => ({ ...problem, file: shown(problem.file) })),
    gaps,
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** How many results have each status. */
export function counts({ results }: Pick<ApplyReport, 'results'>): Record<Status, number> {
  const summary: Record<Status, number> = { pass: 0, fail: 0, warn: 0, error: 0, skip: 0 };
  for (const { status } of results) summary[status]++;
  return summary;
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
    ...(one.patched && { patched: one.patched }),
    ...(one.targets && { targets: [...one.targets] }),
    ...(one.generated && { generated: [...one.generated] }),
  };
}
