import type { Authorizer } from '../access/authorizer/authorizer.ts';
import { createAuthorizer } from '../access/authorizer/authorizer.ts';
import type { Inventory } from '../model/inventory.ts';
import { createVertices, type Many, MANY, type Vertex, type Vertices } from './vertices.ts';
import { createAccess, type WorldAccess } from './world-access.ts';
import { createAdmission, type WorldAdmission } from './world-admission.ts';
import { createNetworkView, type WorldNetwork } from './world-network.ts';
import { createPlaces, type WorldPlaces } from './world-pods.ts';
import { createSecrets, type WorldSecrets } from './world-secrets.ts';
import { createWeaknesses, type WorldWeaknesses } from './world-weaknesses.ts';
import type { Reading } from '../weaknesses/weakness.ts';

/** What edges look at: one view over an inventory, whose parts are made when somebody asks. Immutable but for new vertices. */
export interface World {
  readonly inventory: Inventory;
  /** Minor version of Kubernetes, 36 for 1.36. */
  readonly minor: number;
  /** Whether the objects come from a cluster: then its nodes and pods are known, and nothing is assumed. */
  readonly live: boolean;
  readonly vertices: Vertices;
  readonly authorizer: Authorizer;
  /** Pods, containers, volumes, nodes. */
  readonly places: WorldPlaces;
  /** Identities, permission sets, and who is granted what. */
  readonly access: WorldAccess;
  readonly secrets: WorldSecrets;
  /** What Pod Security and policies let into a namespace. */
  readonly admission: WorldAdmission;
  /** Endpoints, and who reaches them. */
  readonly network: WorldNetwork;
  /** What reports say of the images that containers run. */
  readonly weaknesses: WorldWeaknesses;
  readonly internet: Vertex;
  /** Everything in the API: all verbs on all resources, or what is worth as much. */
  readonly clusterAdmin: Vertex;
  /** Full control of what is in a namespace. */
  namespace(name: string): Vertex;
  /** Every member of a kind, in a namespace or in the cluster (''). */
  many(kind: Many, namespace: string): Vertex;
}

export interface WorldOptions {
  readonly minor: number;
  /** Made over the same inventory; made here where it is not given. */
  readonly authorizer?: Authorizer;
  /** Reports of images, and catalogues. */
  readonly reports?: readonly Reading[];
}

export function createWorld(inventory: Inventory, options: WorldOptions): World {
  const vertices = createVertices();
  const base = { inventory, minor: options.minor, vertices };
  const places = once(() => createPlaces(base));
  const authorizer = once(() => options.authorizer ?? createAuthorizer(inventory));
  const access = once(() => createAccess({ ...base, authorizer: authorizer(), places: places() }));
  const secrets = once(() => createSecrets(base));
  const admission = once(() => createAdmission(base));
  const network = once(() => createNetworkView({ ...base, places: places() }));
  const weaknesses = once(() => createWeaknesses(inventory, options.reports ?? []));
  const live = inventory.resources.some(({ origin }) => origin.live);
  const internet = vertices.make('internet', 'internet', '');
  const clusterAdmin = vertices.make('cluster', 'cluster-admin', '');
  return {
    ...base,
    live,
    internet,
    clusterAdmin,
    get authorizer() {
      return authorizer();
    },
    get places() {
      return places();
    },
    get access() {
      return access();
    },
    get secrets() {
      return secrets();
    },
    get admission() {
      return admission();
    },
    get network() {
      return network();
    },
    get weaknesses() {
      return weaknesses();
    },
    namespace: (name) => vertices.make('namespace', `namespace/${name}`, name),
    many: (kind, namespace) => manyVertex(vertices, kind, namespace),
  };
}

/** A virtual vertex, and what it is a virtual vertex of. */
export interface ManyVertex extends Vertex {
  readonly of: (typeof MANY)[Many];
}

export function manyVertex(vertices: Vertices, kind: Many, namespace: string): ManyVertex {
  return vertices.make('many', `${kind}@${namespace ? `ns/${namespace}` : 'cluster'}`, namespace, { of: MANY[kind] });
}

/** What the parts of a world are made from. */
export interface WorldBase {
  readonly inventory: Inventory;
  readonly minor: number;
  readonly vertices: Vertices;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
