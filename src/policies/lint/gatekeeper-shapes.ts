/*
 * The fields of Gatekeeper's documents (open-policy-agent.github.io/gatekeeper: constraint templates, constraints, mutation),
 * in the words of shapes.ts.
 */

const MATCH = 'match:gatekeeperMatch';
const PLACE = `applyTo:applyTo[] ${MATCH} location`;

export const GATEKEEPER_FIELDS = {
  template: 'crd:crd targets:templateTarget[]',
  crd: 'spec:crdSpec',
  crdSpec: 'names validation:crdValidation',
  crdValidation: 'openAPIV3Schema legacySchema',
  templateTarget: 'target rego libs code:code[] operations',
  code: 'engine source:codeSource',
  codeSource: 'validations:templateValidation[] matchCondition variables failurePolicy generateVAP rego libs version',
  templateValidation: 'expression message messageExpression reason',
  constraint: `enforcementAction scopedEnforcementActions:scopedAction[] ${MATCH} parameters`,
  scopedAction: 'action enforcementPoints:point[]',
  point: 'name',
  gatekeeperMatch:
    'source kinds:matchedKinds[] scope namespaces excludedNamespaces labelSelector:selector namespaceSelector:selector name',
  matchedKinds: 'apiGroups kinds',
  applyTo: 'groups versions kinds',
  assign: `${PLACE} parameters:assignParameters`,
  assignMetadata: `${MATCH} location parameters:assignParameters`,
  assignParameters: 'assign:assigned pathTests:pathTest[]',
  assigned: 'value externalData fromMetadata',
  modifySet: `${PLACE} parameters:setParameters`,
  setParameters: 'operation values pathTests:pathTest[]',
  assignImage: `${PLACE} parameters:imageParameters`,
  imageParameters: 'assignDomain assignPath assignTag pathTests:pathTest[]',
  pathTest: 'subPath condition',
  expansion: 'applyTo:applyTo[] templateSource generatedGVK:generatedKind enforcementAction',
  generatedKind: 'group version kind',
} as const;

type Name = keyof typeof GATEKEEPER_FIELDS;

/** By group and kind; constraints are of any kind. */
export const GATEKEEPER_SPECS: Readonly<Record<string, Name>> = {
  'templates.gatekeeper.sh/ConstraintTemplate': 'template',
  'constraints.gatekeeper.sh/*': 'constraint',
  'expansion.gatekeeper.sh/ExpansionTemplate': 'expansion',
  'mutations.gatekeeper.sh/Assign': 'assign',
  'mutations.gatekeeper.sh/AssignMetadata': 'assignMetadata',
  'mutations.gatekeeper.sh/ModifySet': 'modifySet',
  'mutations.gatekeeper.sh/AssignImage': 'assignImage',
};
