import { strings } from '../kubernetes/workload.ts';
import type { Inventory } from '../model/inventory.ts';
import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { bundlePolicies } from '../policy/bundle.ts';
import { actionOf } from '../policy/facts.ts';
import { createPlan, evaluatePlan, type Plan, policyKindOf, type PolicyResults } from '../policy/plan.ts';
import type { Subject } from '../policy/types.ts';
import { asString, at } from '../std/value.ts';
import type { Guard } from './edge.ts';

/** The policies of admission among the objects: Kyverno, ValidatingAdmissionPolicy, Gatekeeper. */
interface Policies {
  readonly plan: Plan;
  readonly sources: ReadonlyMap<PolicyResults['policy'], Resource>;
  readonly bindings: readonly JsonObject[];
}

/**
 * The policy that keeps such a pod out of a namespace and lets the harmless one in. One that refuses both (a label is missing,
 * the registry is not allowed) is no guard: whoever makes the pod satisfies it.
 */
export function policyGuard(
  inventory: Inventory,
  namespace: string,
  { pod, harmless }: { readonly pod: JsonObject; readonly harmless: JsonObject },
): Guard | undefined {
  const policies = inventory.derive(policiesIn);
  if (!policies) return undefined;
  const others = new Set(refusals(policies, subjectOf(inventory, namespace, harmless)).map(({ key }) => key));
  const refused = refusals(policies, subjectOf(inventory, namespace, pod)).find(({ key }) => !others.has(key));
  if (!refused) return undefined;
  const { resource, rule } = refused;
  const note = `${resource.kind} ${resource.name}${rule ? `, rule ${rule},` : ''} refuses such a pod in namespace ${namespace}`;
  return { name: `${resource.kind} ${resource.name}`, proof: { resource, path: ['spec'], note } };
}

interface Refusal {
  readonly key: string;
  readonly resource: Resource;
  readonly rule: string;
}

function refusals({ plan, sources, bindings }: Policies, subject: Subject): Refusal[] {
  const namespace = asString(at(subject.object, 'metadata', 'namespace')) ?? '';
  return evaluatePlan(plan, subject, 'validate', {}).flatMap(({ policy, results }) => {
    const resource = sources.get(policy);
    if (!resource || policy.warns) return [];
    return results
      .filter(({ status }) => status === 'fail')
      .filter(({ rule, actions }) => actionOf(resource.object, rule, namespace, actions, bindings) === 'enforce')
      .map(({ rule }) => ({ key: `${policy.kind} ${policy.name} ${rule}`, resource, rule }));
  });
}

/** Somebody without a name that policies know. */
const SOMEBODY = { username: 'attacker', groups: ['system:authenticated'], roles: [], clusterRoles: [] };

function subjectOf(inventory: Inventory, namespace: string, spec: JsonObject): Subject {
  const resource = inventory.find('Namespace', '', namespace);
  return {
    object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'attack', namespace }, spec },
    operation: 'CREATE',
    subresource: '',
    namespaceLabels: {
      ...strings(at(resource?.object, 'metadata', 'labels')),
      'kubernetes.io/metadata.name': namespace,
    },
    ...(resource && { namespaceObject: resource.object }),
    user: SOMEBODY,
  };
}

/** Bindings and exceptions are no policies, and decide for them. */
const BESIDE = /(?:PolicyBinding|PolicyException)$/;

function policiesIn(inventory: Inventory): Policies | undefined {
  const kinds = new Map<string, boolean>();
  const isPolicy = ({ apiVersion, kind, object }: Resource): boolean => {
    const key = `${apiVersion} ${kind}`;
    let known = kinds.get(key);
    if (known === undefined) kinds.set(key, (known = policyKindOf(object) !== undefined));
    return known;
  };
  const found = inventory.resources.filter(isPolicy);
  if (found.length === 0) return undefined;
  const templates = inventory.resources.filter(
    ({ kind, apiVersion }) => BESIDE.test(kind) || apiVersion.startsWith('templates.gatekeeper.sh/'),
  );
  const documents = [...new Set([...templates, ...found])].map(({ object }) => object);
  const { policies } = bundlePolicies(documents);
  const byObject = new Map(found.map((resource) => [resource.object, resource]));
  return {
    plan: createPlan(policies.map(({ policy }) => policy)),
    sources: new Map(
      policies.flatMap(({ policy, document }) => {
        const resource = byObject.get(document);
        return resource ? [[policy, resource] as const] : [];
      }),
    ),
    bindings: templates.map(({ object }) => object),
  };
}
