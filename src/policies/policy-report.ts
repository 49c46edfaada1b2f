import type { JsonObject } from '../model/json.ts';
import { asString, at } from '../std/value.ts';
import { statuses } from './apply-json.ts';
import type { Applied, ApplyReport } from './apply.ts';

/**
 * The two forms of reports that dashboards read, which differ in names alone: those of the Policy Working Group
 * (wgpolicyk8s.io/v1alpha2) and their successor (openreports.io/v1alpha1).
 */
export type ReportFamily = 'policy-report' | 'open-report';

interface Names {
  readonly apiVersion: string;
  readonly namespaced: string;
  readonly cluster: string;
}

const NAMES: Readonly<Record<ReportFamily, Names>> = {
  'policy-report': {
    apiVersion: 'wgpolicyk8s.io/v1alpha2',
    namespaced: 'PolicyReport',
    cluster: 'ClusterPolicyReport',
  },
  'open-report': { apiVersion: 'openreports.io/v1alpha1', namespaced: 'Report', cluster: 'ClusterReport' },
};

const SOURCE = 'castellan';
const REPORTED: ReadonlySet<string> = new Set(['validate', 'verify-images']);

/** A report per namespace, and one for objects of the cluster: of rules that judge, not of those that change or generate. */
export function policyReports(
  { results }: Pick<ApplyReport, 'results'>,
  family: ReportFamily,
  now: number,
): JsonObject[] {
  const judged = results.filter(({ type }) => REPORTED.has(type));
  const byNamespace = Map.groupBy(judged, ({ resource }) => resource.namespace);
  return [...byNamespace]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([namespace, ones]) => report(namespace, ones, NAMES[family], family, now));
}

function report(
  namespace: string,
  results: readonly Applied[],
  { apiVersion, namespaced, cluster }: Names,
  family: ReportFamily,
  now: number,
): JsonObject {
  const byStatus = Map.groupBy(results, ({ status }) => status);
  return {
    apiVersion,
    kind: namespace === '' ? cluster : namespaced,
    metadata: {
      name: SOURCE,
      ...(namespace !== '' && { namespace }),
      labels: { 'app.kubernetes.io/managed-by': SOURCE },
    },
    ...(family === 'open-report' && { source: SOURCE }),
    summary: { ...statuses(new Map([...byStatus].map(([status, ones]) => [status, ones.length]))) },
    results: results.map((one) => resultOf(one, now)),
  };
}

function resultOf(one: Applied, now: number): JsonObject {
  const { policy, rule, facts, severity, status, message, action, exception } = one;
  return {
    source: SOURCE,
    policy: policy.policy.name,
    rule,
    ...(facts.category !== '' && { category: facts.category }),
    severity,
    result: status,
    scored: !policy.policy.warns,
    message,
    resources: [reference(one)],
    timestamp: { seconds: Math.floor(now / 1000), nanos: 0 },
    properties: { action, ...(exception !== undefined && { exception }) },
  };
}

function reference({ resource: { apiVersion, kind, namespace, name, object } }: Applied): JsonObject {
  const uid = asString(at(object, 'metadata', 'uid'));
  return { apiVersion, kind, name, ...(namespace !== '' && { namespace }), ...(uid && { uid }) };
}
