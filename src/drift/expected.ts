import type { Inventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { namespaceOf } from '../kubernetes/namespaces.ts';
import { typeOf } from '../kubernetes/kinds.ts';
import { asNumber, asObject, asString, at } from '../std/value.ts';
import type { Author, Difference, Pair } from './types.ts';
import { textOf } from './values.ts';

/** Why a difference is as it should be; undefined where it is drift. */
export function expectedReason(
  difference: Difference,
  pair: Pair,
  author: Author | undefined,
  scalers: Scalers,
): string | undefined {
  for (const rule of RULES) {
    const reason = rule(difference, pair, author, scalers);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

type Rule = (
  difference: Difference,
  pair: Pair,
  author: Author | undefined,
  scalers: Scalers,
) => string | undefined;

const RULES: readonly Rule[] = [scaled, injectedBundle, aggregated, tokenOf];

/** Autoscalers by what they scale: `Deployment/shop/web`. */
export type Scalers = ReadonlyMap<string, Scaler>;

interface Scaler {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** Autoscalers that are live or declared, HorizontalPodAutoscalers first. */
export function scalersOf(inventories: readonly Inventory[]): Scalers {
  const scalers = new Map<string, Scaler>();
  for (const inventory of inventories) {
    for (const hpa of inventory.ofType('HorizontalPodAutoscaler')) addScaler(scalers, hpa, HPA);
    for (const object of inventory.ofType('ScaledObject.keda.sh')) addScaler(scalers, object, KEDA);
  }
  return scalers;
}

interface Dialect {
  readonly min: string;
  readonly max: string;
  readonly fewest: number;
  readonly most: number;
}

const HPA: Dialect = { min: 'minReplicas', max: 'maxReplicas', fewest: 1, most: 0 };
const KEDA: Dialect = { min: 'minReplicaCount', max: 'maxReplicaCount', fewest: 0, most: 100 };

function addScaler(into: Map<string, Scaler>, resource: Resource, { min, max, fewest, most }: Dialect): void {
  const spec = asObject(resource.object['spec']);
  const target = asObject(spec['scaleTargetRef']);
  const kind = asString(target['kind']) ?? 'Deployment';
  const type = typeOf(asString(target['apiVersion']) ?? 'apps/v1', kind);
  const key = `${type}/${namespaceOf(resource)}/${asString(target['name']) ?? ''}`;
  if (into.has(key)) return;
  into.set(key, {
    name: `${resource.kind} ${namespaceOf(resource)}/${resource.name}`,
    min: asNumber(spec[min]) ?? fewest,
    max: asNumber(spec[max]) ?? most,
  });
}

/** Replicas within the bounds of an autoscaler. Zero switches a HorizontalPodAutoscaler off, so it is outside. */
function scaled(difference: Difference, { live }: Pair, _: Author | undefined, scalers: Scalers): string | undefined {
  if (difference.label !== 'spec.replicas') return undefined;
  const scaler = scalers.get(`${live.type}/${namespaceOf(live)}/${live.name}`);
  const replicas = asNumber(at(live.object, 'spec', 'replicas')) ?? 1;
  if (!scaler || replicas < scaler.min || replicas > scaler.max) return undefined;
  return `${scaler.name} scales it between ${scaler.min} and ${scaler.max}`;
}

const INJECTORS =
  /^(?:cert-manager-cainjector|cainjector|kube-webhook-certgen|certgen|gatekeeper|kyverno(?:-.*)?|pilot-discovery|istiod|linkerd.*|knative|webhook|service-ca-operator|OpenAPI-Generator)$/;
const INJECTED =
  /^(?:cert-manager\.io\/inject-ca-from(?:-secret)?|cert-manager\.io\/inject-apiserver-ca|service\.beta\.openshift\.io\/inject-cabundle)$/;

/** The authority of a webhook's certificate, where the object asks for it or one that is known for it wrote it. */
function injectedBundle({ field, declared }: Difference, pair: Pair, author: Author | undefined): string | undefined {
  if (field !== 'caBundle') return undefined;
  const annotations = asObject(at(pair.declared.object, 'metadata', 'annotations'));
  if (Object.keys(annotations).some((name) => INJECTED.test(name))) return 'its annotation asks for the CA bundle';
  const placeholder = declared === undefined || textOf(declared).length < 64;
  return placeholder && author && INJECTORS.test(author.manager) ? `${author.manager} fills in the CA bundle` : undefined;
}

/** Rules of a ClusterRole that gathers those of others. */
function aggregated({ label, type }: Difference, { declared, live }: Pair): string | undefined {
  if (type !== 'rbac.v1.ClusterRole' || !label.startsWith('rules')) return undefined;
  const both = [declared, live].every(({ object }) => object['aggregationRule'] !== undefined);
  return both ? 'its rules are gathered from other ClusterRoles' : undefined;
}

/** Pull secrets that OpenShift and the older token controller give to every account. */
function tokenOf({ type, field, live }: Difference, pair: Pair): string | undefined {
  if (type !== 'core.v1.ServiceAccount' || field !== 'imagePullSecrets') return undefined;
  const name = asString(asObject(live)['name']) ?? '';
  return name.startsWith(`${pair.live.name}-dockercfg-`) ? 'OpenShift gives each account a pull secret' : undefined;
}
