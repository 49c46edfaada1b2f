import { typeOf } from '../kubernetes/kinds.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import { asList, asObject, asString, asStrings, at, isObject } from '../std/value.ts';
import { parseApiPath } from './api-path.ts';
import { typeOfResource } from './kinds.ts';
import { append } from '../std/append.ts';

/** Whom a policy asks beside the object. */
export type NeedKind =
  | 'config map'
  | 'API call'
  | 'service call'
  | 'image registry'
  | 'global context'
  | 'objects'
  | 'parameters'
  | 'rights'
  | 'signatures';

/** One thing that a policy looks up while it is evaluated. */
export interface Need {
  readonly kind: NeedKind;
  /** What is asked for, as the policy writes it. */
  readonly what: string;
  readonly path: Path;
  /** Types of the objects that answer it, where they are known. */
  readonly types: readonly string[];
}

/** Everything that a policy of any kind looks up, in the order of its text. */
export function needsOf(document: JsonObject): Need[] {
  const needs: Need[] = [];
  walk(document['spec'] ?? null, ['spec'], needs);
  return needs;
}

function walk(value: Json, path: Path, needs: Need[]): void {
  if (typeof value === 'string') append(needs, celNeeds(value, path));
  else if (Array.isArray(value)) value.forEach((item, i) => walk(item, [...path, i], needs));
  else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      const here = [...path, key];
      const found = Object.hasOwn(READERS, key) ? (READERS[key]?.(inner, here, value) ?? []) : [];
      append(needs, found);
      if (found.length === 0 || !LEAVES.has(key)) walk(inner, here, needs);
    }
  }
}

type Reader = (value: Json, path: Path, parent: JsonObject) => Need[];

/** Entries of Kyverno's rules that look something up, by their key. */
const READERS: Readonly<Record<string, Reader>> = {
  configMap: (value, path) =>
    isEntry(path)
      ? [need('config map', `${text(value, 'namespace') || 'default'}/${text(value, 'name')}`, path, 'ConfigMap')]
      : [],
  apiCall: (value, path) => (isEntry(path) ? [callNeed(value, path)] : []),
  imageRegistry: (value, path) => (isEntry(path) ? [need('image registry', text(value, 'reference'), path)] : []),
  globalReference: (value, path) => (isEntry(path) ? [need('global context', text(value, 'name'), path)] : []),
  clone: (value, path, parent) =>
    isObject(value) && asString(parent['kind'])
      ? [objectNeed(text(parent, 'apiVersion'), text(parent, 'kind'), path)]
      : [],
  cloneList: (value, path) =>
    asStrings(asObject(value)['kinds']).map((kind) => {
      const slash = kind.lastIndexOf('/');
      return objectNeed(kind.slice(0, Math.max(slash, 0)), kind.slice(slash + 1), path);
    }),
  targets: (value, path) =>
    asList(value).map((target, i) => objectNeed(text(target, 'apiVersion'), text(target, 'kind'), [...path, i])),
  paramKind: (value, path) => [
    need('parameters', text(value, 'kind'), path, typeOf(text(value, 'apiVersion'), text(value, 'kind'))),
  ],
  verifyImages: (value, path) => (asList(value).length > 0 ? [need('signatures', 'images of the object', path)] : []),
  targetMatchConstraints: (value, path) =>
    asList(asObject(value)['resourceRules']).flatMap((rule) =>
      asStrings(asObject(rule)['resources']).map((resource) => {
        const group = asStrings(asObject(rule)['apiGroups'])[0] ?? '';
        return need('objects', resource, path, typeOfResource(group === '' ? 'v1' : `${group}/v1`, resource));
      }),
    ),
};

const LEAVES: ReadonlySet<string> = new Set(['configMap', 'apiCall', 'imageRegistry', 'globalReference', 'paramKind']);

function isEntry(path: Path): boolean {
  return path.at(-3) === 'context';
}

function need(kind: NeedKind, what: string, path: Path, type?: string): Need {
  return { kind, what, path, types: type === undefined ? [] : [type] };
}

function objectNeed(apiVersion: string, kind: string, path: Path): Need {
  return need('objects', kind, path, typeOf(apiVersion, kind));
}

function callNeed(value: Json, path: Path): Need {
  const service = asString(at(value, 'service', 'url'));
  if (service) return need('service call', service, path);
  const url = text(value, 'urlPath');
  const api = parseApiPath(url);
  return need('API call', url, path, api && typeOfResource(api.apiVersion, api.resource));
}

function text(value: Json, key: string): string {
  return asString(asObject(value)[key]) ?? '';
}

/** Calls of CEL that ask the world: `resource.Get('v1', 'configmaps', ...)`. */
const CALL =
  /\b(resource|globalContext|image|http)\.(Get|List|GetMetadata|Post|get|list|getMetadata|post)\(\s*(?:"([^"]*)"|'([^']*)')?(?:\s*,\s*(?:"([^"]*)"|'([^']*)'))?/g;

/** Types of the objects that answer `authorizer`. */
const RIGHTS: readonly string[] = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'];

const EXPRESSIONS: ReadonlySet<string | number> = new Set(['expression', 'messageExpression', 'valueExpression']);

function celNeeds(source: string, path: Path): Need[] {
  if (!EXPRESSIONS.has(path.at(-1) ?? '')) return [];
  const rights: Need[] = /\bauthorizer\b/.test(source)
    ? [{ kind: 'rights', what: 'of roles and bindings', path, types: RIGHTS }]
    : [];
  return [...rights, ...calls(source, path)];
}

function calls(source: string, path: Path): Need[] {
  return [...source.matchAll(CALL)].map(([call, receiver, , a = '', b = '', c = '', d = '']) => {
    const [first, second] = [a || b, c || d];
    if (receiver === 'resource') {
      const what = second ? `${first} ${second}` : call;
      return need('objects', what, path, typeOfResource(first, second));
    }
    if (receiver === 'globalContext') return need('global context', first, path);
    return receiver === 'image'
      ? need('image registry', first || 'images of the object', path)
      : need('service call', first || call, path);
  });
}
