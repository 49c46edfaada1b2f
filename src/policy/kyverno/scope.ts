import type { Json, JsonObject } from '../../model/json.ts';
import { compileQuery, evaluateQuery, JmespathError, type Context } from '../expression.ts';
import { targetOf, type Target } from '../target.ts';
import type { Lookups, Subject } from '../types.ts';
import type { Extract } from './extractors.ts';
import { imagesIn, podImages } from './images.ts';
import { dottedPath, withValue } from './values.ts';

/** A variable that is worked out when an expression first names it. */
class Deferred {
  readonly compute: () => Json | undefined;
  state: 'waiting' | 'busy' | 'done' = 'waiting';
  private value: Json | undefined;

  constructor(compute: () => Json | undefined) {
    this.compute = compute;
  }

  settle(): Json | undefined {
    if (this.state === 'done') return this.value;
    this.state = 'busy';
    try {
      this.value = this.compute();
      this.state = 'done';
      return this.value;
    } finally {
      if (this.state === 'busy') this.state = 'waiting';
    }
  }
}

const MOST_TEXTS = 5000;
const wordsOf = new Map<string, ReadonlySet<string>>();

/** The names in an expression, whatever they stand for. */
function namesIn(text: string): ReadonlySet<string> {
  let words = wordsOf.get(text);
  if (!words) {
    const found = text.match(/"(?:[^"\\]|\\.)*"|[A-Za-z_]\w*/g) ?? [];
    if (wordsOf.size >= MOST_TEXTS) wordsOf.clear();
    wordsOf.set(text, (words = new Set(found.map((word) => (word.startsWith('"') ? word.slice(1, -1) : word)))));
  }
  return words;
}

/** Variables of one evaluation. A child sees what its parent has, and hides it. */
export class Scope {
  readonly subject: Subject;
  readonly lookups: Lookups;
  readonly root: JsonObject;
  /** Which element of the innermost foreach this is. */
  readonly elementIndex: number;
  private readonly deferred: Map<string, Deferred>;
  private readonly context: Context;

  constructor(subject: Subject, lookups: Lookups, root: JsonObject, parent?: Scope, elementIndex = 0) {
    this.subject = subject;
    this.lookups = lookups;
    this.root = root;
    this.elementIndex = elementIndex;
    this.deferred = new Map(parent?.deferred);
    this.context = parent?.context ?? contextOf(lookups);
  }

  /** @throws JmespathError; undefined where a key is missing. */
  query(text: string): Json | undefined {
    this.settle(text);
    return evaluateQuery(compileQuery(text), this.root, this.context);
  }

  queryOn(text: string, data: Json): Json | undefined {
    return evaluateQuery(compileQuery(text), data, this.context);
  }

  /** Why a query has no value. */
  missing(text: string): string {
    // a field of the same name is not the variable
    const names = namesIn(text.replaceAll(/\.\s*(?:"(?:[^"\\]|\\.)*"|\w+)/g, ''));
    const circular = [...this.deferred].find(([name, { state }]) => state === 'busy' && names.has(name));
    if (circular) return `the variable "${circular[0]}" depends on itself`;
    try {
      compileQuery(text).require(this.root, this.context);
    } catch (error) {
      if (error instanceof JmespathError) return error.message;
      throw error;
    }
    return 'not found';
  }

  child(entries: JsonObject, elementIndex = this.elementIndex): Scope {
    const child = new Scope(this.subject, this.lookups, { ...this.root, ...entries }, this, elementIndex);
    for (const key in entries) child.deferred.delete(key);
    return child;
  }

  set(name: string, value: Json): void {
    const [first = '', ...rest] = name.includes('.') ? dottedPath(name) : [name];
    if (first === '__proto__') return;
    this.deferred.delete(first);
    this.root[first] = withValue(this.root[first], rest, value);
  }

  /** A variable that is worked out when it is first asked for. */
  defer(name: string, compute: () => Json | undefined): void {
    if (name === '__proto__') return;
    delete this.root[name];
    this.deferred.set(name, new Deferred(compute));
  }

  /**
   * Works out what the expression may name; a name that only looks like one costs time, nothing else. A variable that is
   * being worked out is not there yet.
   */
  private settle(text: string): void {
    if (this.deferred.size === 0) return;
    const names = namesIn(text);
    for (const [name, deferred] of this.deferred) {
      if (!names.has(name) || deferred.state === 'busy') continue;
      const value = deferred.settle();
      if (value !== undefined) this.root[name] = value;
      this.deferred.delete(name);
    }
  }
}

function contextOf({ now, random }: Lookups): Context {
  return { ...(now && { now }), ...(random && { random }) };
}

/** What every rule knows: the request, who made it, and the object's images. */
export function scopeOf(subject: Subject, lookups: Lookups, extract: Extract = podImages): Scope {
  const target = targetOf(subject);
  const scope = new Scope(subject, lookups, { request: requestFor(target) });
  if (subject.user) {
    const account = /^system:serviceaccount:([^:]*):(.*)$/.exec(subject.user.username);
    scope.set('serviceAccountNamespace', account?.[1] ?? '');
    scope.set('serviceAccountName', account?.[2] ?? '');
  }
  scope.defer('images', () => imagesIn(extract(target.kind, target.object)));
  for (const [name, value] of Object.entries(subject.values ?? {})) scope.set(name, value);
  return scope;
}

/** What a cleanup policy knows of an object, which nobody asks for: `target`, the namespace of a request, and images. */
export function cleanupScopeOf(subject: Subject, lookups: Lookups): Scope {
  const { kind, object, namespace } = targetOf(subject);
  const scope = new Scope(subject, lookups, { request: { namespace }, target: object });
  scope.defer('images', () => imagesIn(podImages(kind, object)));
  for (const [name, value] of Object.entries(subject.values ?? {})) scope.set(name, value);
  return scope;
}

const requests = new WeakMap<Target, JsonObject>();

/** The same for all policies; who changes it makes a copy. */
function requestFor(target: Target): JsonObject {
  let request = requests.get(target);
  if (!request) requests.set(target, (request = requestOf(target)));
  return request;
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
  if (user) {
    request['userInfo'] = { username: user.username, groups: [...user.groups], ...(user.uid && { uid: user.uid }) };
    request['roles'] = [...user.roles];
    request['clusterRoles'] = [...user.clusterRoles];
  }
  return request;
}
