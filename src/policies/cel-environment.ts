import { environmentOf, type Environment } from '../cel/environment.ts';
import { ALL_LIBRARIES } from '../cel/libraries.ts';
import { objectTypes } from '../cel/object-types.ts';
import { DYN, opaque, type Type } from '../cel/types.ts';
import { kindOf } from '../kubernetes/schema/types.ts';
import type { JsonObject, Path } from '../model/json.ts';
import { declaredTypes, NAMESPACE, REQUEST, VARIABLES } from '../policy/cel/admission/declarations.ts';
import { pluralOf } from '../policy/cel/plural.ts';
import { WORLD } from '../policy/cel/world.ts';
import { FUNCTIONS } from '../policy/functions/libraries.ts';
import { RECEIVERS } from '../policy/functions/receiver.ts';
import { builtInKinds, type BuiltInKind } from '../policy/kinds.ts';
import { asList, asObject, asString, asStrings, at } from '../std/value.ts';

/** One expression of a policy written in CEL. */
export interface Written {
  readonly source: string;
  readonly path: Path;
  /** Of a variable: its name. */
  readonly name: string | undefined;
}

const LISTS = ['variables', 'matchConditions', 'validations', 'auditAnnotations', 'conditions', 'generate'];
const KEYS = ['expression', 'messageExpression', 'valueExpression'];

/** The expressions of a policy, variables first. */
export function expressionsOf(spec: JsonObject): Written[] {
  return LISTS.flatMap((list) =>
    asList(spec[list]).flatMap((item, i) =>
      KEYS.flatMap((key): Written[] => {
        const source = asString(asObject(item)[key]);
        const name = list === 'variables' ? asString(asObject(item)['name']) : undefined;
        return source === undefined ? [] : [{ source, path: ['spec', list, i, key], name }];
      }),
    ),
  );
}

const MOST_KINDS = 20;

/** The kinds of the resource rules, where each of them names resources of Kubernetes itself; else none, as nobody knows. */
export function kindsAbout(spec: JsonObject): BuiltInKind[] {
  const rules = asList(at(spec, 'matchConstraints', 'resourceRules')).map(asObject);
  const named = rules.flatMap((rule) =>
    asStrings(rule['resources']).map((resource) => {
      const groups = asStrings(rule['apiGroups']);
      const versions = asStrings(rule['apiVersions']);
      return builtInKinds().filter(
        ({ group, version, kind }) =>
          pluralOf(kind) === resource &&
          groups.includes(group) &&
          (versions.includes(version) || versions.includes('*')),
      );
    }),
  );
  return named.every((kinds) => kinds.length > 0) ? named.flat().slice(0, MOST_KINDS) : [];
}

/** What expressions may name: the object with the fields of its kind, where that is known. */
export function celEnvironment(kind: BuiltInKind | undefined, variables: ReadonlyMap<string, Type>): Environment {
  const root = kind && kindOf(kind.apiVersion, kind.kind);
  const known = root && objectTypes(root.type);
  return environmentFor(known?.type ?? DYN, declaredTypes(variables, known?.provider), {
    params: DYN,
    authorizer: opaque('kubernetes.authorization.Authorizer'),
  });
}

/** What expressions of Kyverno's own kinds may name: objects have no types there, and nobody gives parameters or rights. */
export function kyvernoEnvironment(variables: ReadonlyMap<string, Type>): Environment {
  return environmentFor(DYN, declaredTypes(variables), {});
}

function environmentFor(
  object: Type,
  types: ReturnType<typeof declaredTypes>,
  more: Readonly<Record<string, Type>>,
): Environment {
  const receivers = Object.entries(RECEIVERS).map(([name, type]) => [name, opaque(type)] as const);
  const variables: Record<string, Type> = {
    object,
    oldObject: object,
    request: REQUEST,
    namespaceObject: NAMESPACE,
    variables: VARIABLES,
    images: DYN,
    exceptions: DYN,
    ...more,
    ...Object.fromEntries(receivers),
  };
  return environmentOf({ variables, libraries: [...ALL_LIBRARIES, WORLD, ...FUNCTIONS], types, checked: false });
}
