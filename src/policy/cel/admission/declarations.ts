import {
  BOOL,
  DYN,
  INT,
  STRING,
  TIMESTAMP,
  listOf,
  mapOf,
  structOf,
  type Type,
  type TypeProvider,
} from '../../../cel/types.ts';

/*
 * What `request` and `namespaceObject` are, field by field (k8s.io/apiserver, admission/plugin/cel/compile.go:
 * BuildRequestType, BuildNamespaceType). A field that is not here does not compile.
 */

type Fields = Readonly<Record<string, Type>>;

const GVK: Fields = { group: STRING, version: STRING, kind: STRING };
const GVR: Fields = { group: STRING, version: STRING, resource: STRING };
const TEXTS = listOf(STRING);
const LABELS = mapOf(STRING, STRING);

const STRUCTS: Readonly<Record<string, Fields>> = {
  'kubernetes.GroupVersionKind': GVK,
  'kubernetes.GroupVersionResource': GVR,
  'kubernetes.UserInfo': { username: STRING, uid: STRING, groups: TEXTS, extra: mapOf(STRING, TEXTS) },
  'kubernetes.AdmissionRequest': {
    kind: structOf('kubernetes.GroupVersionKind'),
    resource: structOf('kubernetes.GroupVersionResource'),
    subResource: STRING,
    requestKind: structOf('kubernetes.GroupVersionKind'),
    requestResource: structOf('kubernetes.GroupVersionResource'),
    requestSubResource: STRING,
    name: STRING,
    namespace: STRING,
    operation: STRING,
    userInfo: structOf('kubernetes.UserInfo'),
    dryRun: BOOL,
    options: DYN,
  },
  'kubernetes.NamespaceSpec': { finalizers: TEXTS },
  'kubernetes.NamespaceCondition': {
    status: STRING,
    type: STRING,
    lastTransitionTime: TIMESTAMP,
    message: STRING,
    reason: STRING,
  },
  'kubernetes.NamespaceStatus': { conditions: listOf(structOf('kubernetes.NamespaceCondition')), phase: STRING },
  'kubernetes.NamespaceMetadata': {
    name: STRING,
    generateName: STRING,
    namespace: STRING,
    labels: LABELS,
    annotations: LABELS,
    UID: STRING,
    creationTimestamp: TIMESTAMP,
    deletionGracePeriodSeconds: INT,
    deletionTimestamp: TIMESTAMP,
    generation: INT,
    resourceVersion: STRING,
    finalizers: TEXTS,
  },
  'kubernetes.Namespace': {
    metadata: structOf('kubernetes.NamespaceMetadata'),
    spec: structOf('kubernetes.NamespaceSpec'),
    status: structOf('kubernetes.NamespaceStatus'),
  },
};

export const REQUEST = structOf('kubernetes.AdmissionRequest');
export const NAMESPACE = structOf('kubernetes.Namespace');
export const VARIABLES = structOf('kubernetes.variables');

/** The types above with those of a policy's variables; others by `more`. */
export function declaredTypes(variables: ReadonlyMap<string, Type>, more?: TypeProvider): TypeProvider {
  const fieldsOf = (type: string): Fields | undefined => (Object.hasOwn(STRUCTS, type) ? STRUCTS[type] : undefined);
  return {
    field(type, name) {
      if (type === VARIABLES.name) return variables.get(name);
      const fields = fieldsOf(type);
      return fields ? (Object.hasOwn(fields, name) ? fields[name] : undefined) : more?.field(type, name);
    },
    has: (type) => type === VARIABLES.name || fieldsOf(type) !== undefined || (more?.has(type) ?? false),
    fieldNames(type) {
      if (type === VARIABLES.name) return [...variables.keys()];
      return Object.keys(fieldsOf(type) ?? {}).concat(more?.fieldNames?.(type) ?? []);
    },
    ...(more?.construct && {
      construct: (type: string, fields: ReadonlyMap<string, unknown>) => more.construct!(type, fields),
    }),
  };
}
