import { namespaceOf } from '../kubernetes/namespaces.ts';
import type { Json } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asObject, asString, at } from '../std/value.ts';
import type { Vertex, Vertices } from './vertices.ts';
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
  const objects = inventory.ofType('Secret');
  const byNamespace = Map.groupBy(objects, namespaceOf);
  const lists = new Map<
    string,
    { readonly objects: ReadonlyMap<string, Resource>; readonly made: Map<string, Secret> }
  >();
  const of = (namespace: string, title: string): Secret => {
    let list = lists.get(namespace);
    if (!list) {
      const own = new Map((byNamespace.get(namespace) ?? []).map((resource) => [resource.name, resource]));
      lists.set(namespace, (list = { objects: own, made: new Map() }));
    }
    let secret = list.made.get(title);
    if (!secret) list.made.set(title, (secret = makeSecret(vertices, namespace, title, list.objects.get(title))));
    return secret;
  };
  return { known: objects.map((resource) => of(namespaceOf(resource), resource.name)), of };
}

function makeSecret(vertices: Vertices, namespace: string, title: string, resource: Resource | undefined): Secret {
  const type = asString(resource?.object['type']) ?? 'Opaque';
  const owner = at(resource?.object, 'metadata', 'annotations', 'kubernetes.io/service-account.name');
  const account = type === TOKEN ? asString(owner) : undefined;
  return vertices.make('secret', `secret/${namespace}/${title}`, namespace, { resource, title, type, account });
}

/** The name of a secret, and the path of the entry that names it from the object. */
interface NamedSecret {
  readonly name: string;
  readonly path: (string | number)[];
}

/** Where an entry of each list of a container names a secret. */
const ENVIRONMENT = {
  env: (entry: Json) => at(asObject(entry)['valueFrom'], 'secretKeyRef', 'name'),
  envFrom: (entry: Json) => at(asObject(entry)['secretRef'], 'name'),
} as const;

/** Secrets that a container gets as environment variables. */
export function environmentSecrets({ view }: Container): NamedSecret[] {
  const found: NamedSecret[] = [];
  for (const list of ['env', 'envFrom'] as const) {
    const entries = asList(view.spec[list]);
    for (let i = 0; i < entries.length; i++) {
      const name = asString(ENVIRONMENT[list](entries[i]!));
      if (name !== undefined) found.push({ name, path: [...view.path, list, i] });
    }
  }
  return found;
}
