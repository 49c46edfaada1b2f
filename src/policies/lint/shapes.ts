import { GATEKEEPER_FIELDS, GATEKEEPER_SPECS } from './gatekeeper-shapes.ts';

/*
 * The fields of policies as their references have them (kyverno.io/docs, ClusterPolicy and the CEL kinds; Kubernetes' own
 * API reference for admission policies). A field's shape is the name of another table, in a list where it is one; '' is any
 * value.
 */

export type ShapeName = keyof typeof SHAPES;

const SHAPES = {
  clusterPolicy: fields(
    'admission applyRules background emitWarning failurePolicy generateExisting generateExistingOnPolicyUpdate',
    'mutateExistingOnPolicyUpdate rules:rule[] schemaValidation useServerSideApply validationFailureAction',
    'validationFailureActionOverrides:override[] webhookConfiguration:webhook webhookTimeoutSeconds',
  ),
  webhook: fields('failurePolicy matchConditions:named[] timeoutSeconds'),
  override: fields('action namespaces namespaceSelector:selector'),
  rule: fields(
    'name match:match exclude:match context:context[] preconditions:conditions celPreconditions:named[] imageExtractors',
    'mutate:mutate validate:validate generate:generate verifyImages skipBackgroundRequests reportProperties',
  ),
  match: fields('any:filter[] all:filter[] resources:resources roles clusterRoles subjects:subject[]'),
  filter: fields('resources:resources roles clusterRoles subjects:subject[]'),
  resources: fields('kinds name names namespaces annotations selector:selector namespaceSelector:selector operations'),
  selector: fields('matchLabels matchExpressions:requirement[]'),
  requirement: fields('key operator values'),
  subject: fields('kind name namespace apiGroup'),
  conditions: fields('any:condition[] all:condition[]'),
  condition: fields('key operator value message'),
  context: fields(
    'name configMap:configMap apiCall:apiCall imageRegistry:imageRegistry variable:variable globalReference:global',
  ),
  configMap: fields('name namespace'),
  apiCall: fields('urlPath method data service:service jmesPath default'),
  service: fields('url caBundle headers requestType'),
  imageRegistry: fields('reference jmesPath imageRegistryCredentials'),
  variable: fields('value jmesPath default'),
  global: fields('name jmesPath'),
  validate: fields(
    'message failureAction failureActionOverrides:override[] allowExistingViolations pattern anyPattern deny:deny',
    'foreach:validateEach[] podSecurity:podSecurity cel:cel manifests assert',
  ),
  deny: fields('conditions:conditions'),
  validateEach: fields(
    'list elementScope context:context[] preconditions:conditions pattern anyPattern deny:deny foreach:validateEach[]',
  ),
  podSecurity: fields('level version exclude:control[]'),
  control: fields('controlName images restrictedField values'),
  cel: fields(
    'expressions:validation[] variables:named[] auditAnnotations:annotation[] paramKind:kind paramRef generate',
  ),
  mutate: fields(
    'targets:target[] mutateExistingOnPolicyUpdate patchStrategicMerge patchesJson6902 foreach:mutateEach[]',
  ),
  mutateEach: fields(
    'list order context:context[] preconditions:conditions patchStrategicMerge patchesJson6902 foreach:mutateEach[]',
  ),
  target: fields('apiVersion kind namespace name uid selector:selector context:context[] preconditions:conditions'),
  generate: fields(
    'apiVersion kind name namespace uid data clone:clone cloneList:cloneList foreach:generateEach[] synchronize',
    'orphanDownstreamOnPolicyDelete generateExisting',
  ),
  generateEach: fields(
    'list context:context[] preconditions:conditions apiVersion kind name namespace uid data clone:clone cloneList:cloneList',
  ),
  clone: fields('name namespace'),
  cloneList: fields('kinds namespace selector:selector'),
  cleanup: fields(
    'match:match exclude:match context:context[] conditions:conditions schedule deletionPropagationPolicy',
  ),
  exception: fields(
    'background conditions:conditions exceptions:excepted[] match:match podSecurity:control[] reportResult',
  ),
  excepted: fields('policyName ruleNames'),
  celPolicy: fields(
    'validations:validation[] mutations:mutation[] generate:expression[] conditions:named[] variables:named[] images',
    'matchConstraints:constraints targetMatchConstraints:constraints matchConditions:named[]',
    'auditAnnotations:annotation[] validationActions failurePolicy evaluation autogen webhookConfiguration paramKind:kind',
    'reinvocationPolicy schedule deletionPropagationPolicy matchImageReferences attestors attestations credentials',
    'validationConfigurations imageExtractors validationConfiguration',
  ),
  celException: fields(
    'policyRefs:policyRef[] matchConditions:named[] images allowedValues reportResult expiresAt',
    'evaluationMode',
  ),
  policyRef: fields('name kind'),
  validation: fields('expression message messageExpression reason'),
  mutation: fields('patchType applyConfiguration:expression jsonPatch:expression'),
  expression: fields('expression'),
  named: fields('name expression'),
  annotation: fields('key valueExpression'),
  kind: fields('apiVersion kind'),
  constraints: fields(
    'resourceRules:resourceRule[] excludeResourceRules:resourceRule[] namespaceSelector:selector objectSelector:selector',
    'matchPolicy expression',
  ),
  resourceRule: fields('apiGroups apiVersions resources operations resourceNames scope'),
  ...gatekeeper(),
} as const;

function gatekeeper() {
  const entries = Object.entries(GATEKEEPER_FIELDS).map(([name, words]) => [name, fields(words)] as const);
  return Object.fromEntries(entries) as Record<keyof typeof GATEKEEPER_FIELDS, ReturnType<typeof fields>>;
}

/** The shape of `spec`, by group and kind; kinds that are not here are not looked into. */
export const SPECS: Readonly<Record<string, ShapeName>> = {
  'kyverno.io/ClusterPolicy': 'clusterPolicy',
  'kyverno.io/Policy': 'clusterPolicy',
  'kyverno.io/ClusterCleanupPolicy': 'cleanup',
  'kyverno.io/CleanupPolicy': 'cleanup',
  'kyverno.io/PolicyException': 'exception',
  'policies.kyverno.io/PolicyException': 'celException',
  ...Object.fromEntries(
    ['Validating', 'Mutating', 'Generating', 'Deleting', 'ImageValidating'].flatMap((word) => [
      [`policies.kyverno.io/${word}Policy`, 'celPolicy'],
      [`policies.kyverno.io/Namespaced${word}Policy`, 'celPolicy'],
    ]),
  ),
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': 'celPolicy',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy': 'celPolicy',
  ...GATEKEEPER_SPECS,
};

/** A field's shape, and whether it is a list of that. */
export interface FieldShape {
  readonly shape: string;
  readonly isList: boolean;
}

function fields(...lines: readonly string[]): ReadonlyMap<string, FieldShape> {
  return new Map(
    lines
      .join(' ')
      .split(' ')
      .map((word) => {
        const [name = '', shape = ''] = word.split(':');
        return [name, { shape: shape.replace('[]', ''), isList: shape.endsWith('[]') }] as const;
      }),
  );
}

export function shapeOf(name: string): ReadonlyMap<string, FieldShape> | undefined {
  return Object.hasOwn(SHAPES, name) ? SHAPES[name as ShapeName] : undefined;
}
