import type { Json, JsonObject } from '../../model/json.ts';
import { asList, asObject, asStrings, at, isObject } from '../../std/value.ts';
import { moveCel } from '../kyverno/autogen.ts';

/** One form of a policy for pods: for some controllers, with the expressions moved to their pod template. */
export interface Variant {
  readonly spec: JsonObject;
  /** The rule's name, as reports have it; '' for the policy as written. */
  readonly name: string;
}

const CONTROLLERS: Readonly<Record<string, { readonly groups: readonly string[]; readonly template: string }>> = {
  daemonsets: { groups: ['apps'], template: 'spec.template' },
  deployments: { groups: ['apps'], template: 'spec.template' },
  replicasets: { groups: ['apps'], template: 'spec.template' },
  statefulsets: { groups: ['apps'], template: 'spec.template' },
  jobs: { groups: ['batch'], template: 'spec.template' },
  replicationcontrollers: { groups: [''], template: 'spec.template' },
  cronjobs: { groups: ['batch'], template: 'spec.jobTemplate.spec.template' },
};

const DEFAULT = [
  'daemonsets',
  'deployments',
  'jobs',
  'replicasets',
  'statefulsets',
  'replicationcontrollers',
  'cronjobs',
];

/** The policy, and the forms that it has for the controllers of pods where it is about pods alone. */
export function variantsOf(spec: JsonObject): Variant[] {
  const written: Variant = { spec, name: '' };
  if (!isAboutPods(asObject(spec['matchConstraints']))) return [written];
  const wanted = at(spec, 'autogen', 'podControllers', 'controllers');
  const controllers = (wanted === undefined ? DEFAULT : asStrings(wanted)).filter((name) =>
    Object.hasOwn(CONTROLLERS, name),
  );
  return [written, ...controllers.map((name) => moved(spec, name))];
}

function isAboutPods(constraints: JsonObject): boolean {
  const rules = asList(constraints['resourceRules']).map(asObject);
  if (
    ['objectSelector', 'namespaceSelector'].some(
      (key) => isObject(constraints[key]) && Object.keys(asObject(constraints[key])).length > 0,
    )
  )
    return false;
  const [rule] = rules;
  if (!rule || rules.length > 1 || asStrings(rule['resourceNames']).length > 0) return false;
  return isOnly(rule['resources'], 'pods') && isOnly(rule['apiGroups'], '') && isOnly(rule['apiVersions'], 'v1');
}

function isOnly(list: Json | undefined, value: string): boolean {
  return Array.isArray(list) && list.length === 1 && list[0] === value;
}

/** What is applied is meant for the pod template; paths of JSON patches stay as they are written. */
function movedMutations(list: Json, template: string): Json {
  return asList(list).map((item) => {
    const mutation = asObject(item);
    const block = mutation['applyConfiguration'];
    if (!isObject(block)) return mutation;
    return { ...mutation, applyConfiguration: { ...asObject(moveCel(block, template)), [TEMPLATE]: template } };
  });
}

/** The entry of a moved mutation that says where it applies. */
export const TEMPLATE = '$template';

const EXPRESSIONS = ['variables', 'validations', 'matchConditions', 'auditAnnotations', 'mutations', 'images'] as const;

function moved(spec: JsonObject, resource: string): Variant {
  const { groups = [], template = '' } = CONTROLLERS[resource] ?? {};
  const constraints = asObject(spec['matchConstraints']);
  const rule = {
    ...asObject(asList(constraints['resourceRules'])[0]),
    apiGroups: [...groups],
    apiVersions: ['v1'],
    resources: [resource],
  };
  const expressions = EXPRESSIONS.filter((key) => spec[key] !== undefined).map((key) => {
    const list = spec[key] ?? null;
    return [key, key === 'mutations' ? movedMutations(list, template) : moveCel(list, template)] as const;
  });
  return {
    name: resource === 'cronjobs' ? 'autogen-cronjobs' : 'autogen-defaults',
    spec: { ...spec, ...Object.fromEntries(expressions), matchConstraints: { ...constraints, resourceRules: [rule] } },
  };
}
