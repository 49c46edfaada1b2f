import { overloads, type Library } from '../../../cel/library.ts';
import { DYN, STRING, type Type, type TypeProvider } from '../../../cel/types.ts';
import { CelObject, Fault, typeName, type Value } from '../../../cel/values.ts';

/* What mutations are written with: `Object{}` of any fields, `JSONPatch{}` (k8s.io/apiserver, cel/mutation). */

/** `Object.spec{...}` while it runs: a part of an apply configuration, which knows the name of its type. */
export class PatchObject extends CelObject {
  readonly typeName: string;
  readonly fields: ReadonlyMap<string, Value>;

  constructor(type: string, fields: ReadonlyMap<string, Value>) {
    super();
    this.typeName = type;
    this.fields = fields;
  }

  override field(name: string): Value | undefined {
    return this.fields.get(name);
  }

  override has(name: string): boolean {
    return this.fields.has(name);
  }
}

export const JSON_PATCH = 'JSONPatch';

const OPERATION: Readonly<Record<string, Type>> = { op: STRING, path: STRING, from: STRING, value: DYN };

function isObjectType(type: string): boolean {
  return type === 'Object' || type.startsWith('Object.');
}

export const PATCH_TYPES: TypeProvider = {
  has: (type) => type === JSON_PATCH || isObjectType(type),
  field(type, name) {
    if (isObjectType(type)) return DYN;
    return type === JSON_PATCH && Object.hasOwn(OPERATION, name) ? OPERATION[name] : undefined;
  },
  fieldNames: (type) => (type === JSON_PATCH ? Object.keys(OPERATION) : []),
  construct(type, fields) {
    const wrong =
      type === JSON_PATCH
        ? [...fields].find(([name, value]) => name !== 'value' && typeof value !== 'string')
        : undefined;
    if (wrong) return new Fault(`unexpected type ${typeName(wrong[1] as Value)} for JSONPatchType '${wrong[0]}' field`);
    return new PatchObject(type, fields as ReadonlyMap<string, Value>);
  },
};

/** `jsonpatch.escapeKey`: a key as a step of a JSON pointer. */
export const JSON_PATCH_LIBRARY: Library = {
  name: 'kubernetes.jsonpatch',
  overloads: overloads({
    'jsonpatch.escapeKey(string): string': (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1'),
  }),
};
