import { namespaceOf } from '../kubernetes/namespaces.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asString, at } from '../std/value.ts';
import type { Vertex } from './vertices.ts';
import type { Container } from './world-pods.ts';
import type { WorldBase } from './world.ts';

/** A Secret; one that is only spoken of has no object. */
export interface Secret extends Vertex {
  readonly resource: Resource | undefined;
  readonly title: string;
  /** `Opaque` where nothing is said. */
  readonly type: string;
  /** Name of the service account whose lasting token it holds. */
  readonly account: string | undefined;
}

export interface WorldSecrets {
  /** Those that have an object. */
  readonly known: readonly Secret[];
  /** The Secret of a name, known or only spoken of. */
  of(namespace: string, name: string): Secret;
}

const TOKEN = 'kubernetes.io/service-account-token';

export function createSecrets({ inventory, vertices }: WorldBase): WorldSecrets {
  const objects = new Map(
    inventory.ofType('Secret').map((resource) => [`${namespaceOf(resource)}/${resource.name}`, resource]),
  );
  const of = (namespace: string, title: string): Secret => {
    const resource = objects.get(`${namespace}/${title}`);
    const type = asString(resource?.object['type']) ?? 'Opaque';
    const owner = at(resource?.object, 'metadata', 'annotations', 'kubernetes.io/service-account.name');
    const account = type === TOKEN ? asString(owner) : undefined;
    return vertices.make('secret', `secret/${namespace}/${title}`, namespace, { resource, title, type, account });
  };
  return { known: inventory.ofType('Secret').map((resource) => of(namespaceOf(resource), resource.name)), of };
}

/** Secrets that a container gets as environment variables: name, and path of the entry from the object. */
export function environmentSecrets({
  view,
}: Container): { readonly name: string; readonly path: (string | number)[] }[] {
  const single = asList(view.spec['env']).map((entry, i) => ({
    name: asString(at(entry, 'valueFrom', 'secretKeyRef', 'name')),
    path: [...view.path, 'env', i],
  }));
  const whole = asList(view.spec['envFrom']).map((entry, i) => ({
    name: asString(at(entry, 'secretRef', 'name')),
    path: [...view.path, 'envFrom', i],
  }));
  return [...single, ...whole].flatMap(({ name, path }) => (name === undefined ? [] : [{ name, path }]));
}
