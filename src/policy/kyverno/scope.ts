import type { Json, JsonObject } from '../../model/json.ts';
import { parseImage } from '../../kubernetes/image.ts';
import { asList, asObject, asString, at } from '../../std/value.ts';
import { compileQuery, evaluateQuery, JmespathError, type Context } from '../expression.ts';
import { EvaluationError } from '../problem.ts';
import { targetOf, type Target } from '../target.ts';
import type { Lookups, Subject } from '../types.ts';
import { dottedPath, withValue } from './values.ts';

/** Variables of one evaluation. A child sees what its parent has, and hides it. */
export class Scope {
  readonly subject: Subject;
  readonly lookups: Lookups;
  readonly root: JsonObject;
  /** Which element of the innermost foreach this is. */
  readonly elementIndex: number;

  constructor(subject: Subject, lookups: Lookups, root: JsonObject, elementIndex = 0) {
    this.subject = subject;
    this.lookups = lookups;
    this.root = root;
    this.elementIndex = elementIndex;
  }

  /** @throws JmespathError; undefined where a key is missing. */
  query(text: string): Json | undefined {
    return evaluateQuery(compileQuery(text), this.root, this.context());
  }

  queryOn(text: string, data: Json): Json | undefined {
    return evaluateQuery(compileQuery(text), data, this.context());
  }

  /** Why a query has no value. */
  missing(text: string): string {
    try {
      compileQuery(text).require(this.root, this.context());
    } catch (error) {
      if (error instanceof JmespathError) return error.message;
      throw error;
    }
    return 'not found';
  }

  child(entries: JsonObject, elementIndex = this.elementIndex): Scope {
    const root: JsonObject = {};
    Object.defineProperties(root, Object.getOwnPropertyDescriptors(this.root));
    for (const [key, value] of Object.entries(entries)) define(root, key, value);
    return new Scope(this.subject, this.lookups, root, elementIndex);
  }

  set(name: string, value: Json): void {
    if (!name.includes('.')) return define(this.root, name, value);
    const [first = '', ...rest] = dottedPath(name);
    define(this.root, first, withValue(this.root[first], rest, value));
  }

  /** A variable that is worked out when it is first asked for. */
  defer(name: string, compute: () => Json | undefined): void {
    let state: 'waiting' | 'busy' = 'waiting';
    const settle = (value: Json | undefined) => Object.defineProperty(this.root, name, property(value));
    Object.defineProperty(this.root, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        if (state === 'busy') throw new EvaluationError(`the variable "${name}" depends on itself`);
        state = 'busy';
        try {
          const value = compute();
          settle(value);
          return value;
        } finally {
          state = 'waiting';
        }
      },
    });
  }

  private context(): Context {
    const { now, random } = this.lookups;
    return { ...(now && { now }), ...(random && { random }) };
  }
}

function define(root: JsonObject, key: string, value: Json | undefined): void {
  Object.defineProperty(root, key, property(value));
}

function property(value: Json | undefined): PropertyDescriptor {
  return { value, configurable: true, enumerable: true, writable: true };
}

/** What every rule knows: the request, who made it, and the object's images. */
export function scopeOf(subject: Subject, lookups: Lookups): Scope {
  const target = targetOf(subject);
  const scope = new Scope(subject, lookups, { request: requestOf(target) });
  const account = /^system:serviceaccount:([^:]*):(.*)$/.exec(subject.user?.username ?? '');
  scope.set('serviceAccountNamespace', account?.[1] ?? '');
  scope.set('serviceAccountName', account?.[2] ?? '');
  scope.defer('images', () => imagesOf(target));
  for (const [name, value] of Object.entries(subject.values ?? {})) scope.set(name, value);
  return scope;
}

function requestOf({ subject, group, version, kind, name, namespace }: Target): JsonObject {
  const { object, oldObject, operation, user } = subject;
  const request: JsonObject = {
    operation,
    object,
    kind: { group, version, kind },
    name,
    namespace: kind === 'Namespace' ? name : namespace,
  };
  if (oldObject ?? operation === 'DELETE') request['oldObject'] = oldObject ?? object;
  request['userInfo'] = { username: user?.username ?? '', groups: [...(user?.groups ?? [])], ...(user?.uid && { uid: user.uid }) };
  request['roles'] = [...(user?.roles ?? [])];
  request['clusterRoles'] = [...(user?.clusterRoles ?? [])];
  return request;
}

/** `images.containers.<name>`: the parts of each image reference. */
function imagesOf({ kind, object }: Target): Json {
  const pod = asObject(at(object, ...podPath(kind)));
  const lists = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) => {
    const images = asList(pod[list]).flatMap((container) => {
      const name = asString(asObject(container)['name']);
      const image = imageInfo(asString(asObject(container)['image']) ?? '');
      return name !== undefined && image ? [[name, image] as const] : [];
    });
    return images.length > 0 ? [[list, Object.fromEntries(images)] as const] : [];
  });
  return Object.fromEntries(lists);
}

export function podPath(kind: string): readonly string[] {
  if (kind === 'Pod') return ['spec'];
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template', 'spec'] : ['spec', 'template', 'spec'];
}

function imageInfo(text: string): JsonObject | undefined {
  const image = parseImage(text);
  if (!image) return undefined;
  const path = image.registry === 'docker.io' ? image.repository.replace(/^library\//, '') : image.repository;
  const tag = image.tag ?? (image.digest ? '' : 'latest');
  const base = `${image.registry}/${path}`;
  const withTag = tag === '' ? base : `${base}:${tag}`;
  return {
    registry: image.registry,
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    ...(tag !== '' && { tag }),
    ...(image.digest && { digest: image.digest }),
    reference: image.digest ? `${base}@${image.digest}` : withTag,
    referenceWithTag: withTag,
  };
}

