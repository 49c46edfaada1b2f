/** What an attacker can control, from the outside to the whole cluster. The order is that of the lanes of a picture. */
export const VERTEX_KINDS = [
  'internet',
  'endpoint',
  'network',
  'pod',
  'container',
  'volume',
  'secret',
  'user',
  'group',
  'serviceaccount',
  'cloudrole',
  'permissions',
  'namespace',
  'admission',
  'node',
  'cloudaccount',
  'cluster',
  'many',
] as const;
export type VertexKind = (typeof VERTEX_KINDS)[number];

/** A place in the graph. Equal names are one vertex, and one object. */
export interface Vertex {
  /** Counts from 0 in the order of making. */
  readonly id: number;
  readonly kind: VertexKind;
  /** `pod/shop/web`, `serviceaccount/shop/web`, `permissions/shop/editor::web`, `pods@cluster`, `cluster-admin`. */
  readonly name: string;
  /** '' where it is in none. */
  readonly namespace: string;
}

/** Kinds of which there are many under one virtual vertex: `pods@shop` leads to every pod of shop, `pods@cluster` to every pod. */
export const MANY = {
  pods: 'pod',
  nodes: 'node',
  secrets: 'secret',
  serviceaccounts: 'serviceaccount',
  users: 'user',
  groups: 'group',
  namespaces: 'namespace',
} as const satisfies Record<string, VertexKind>;
export type Many = keyof typeof MANY;

/** The vertices of one graph, each made once. */
export interface Vertices {
  readonly all: readonly Vertex[];
  /** The vertex of that name, made where it is not there. */
  make<V extends object>(kind: VertexKind, name: string, namespace: string, more?: V): Vertex & V;
  /** Adds a vertex that is known to be the only one of its name; the name need not be known before somebody asks. */
  join<V extends Vertex>(create: (id: number) => V): V;
  find(name: string): Vertex | undefined;
}

export function createVertices(): Vertices {
  const all: Vertex[] = [];
  const byName = new Map<string, Vertex>();
  const joined = createLateIndex();
  return {
    all,
    make<V extends object>(kind: VertexKind, name: string, namespace: string, more?: V): Vertex & V {
      let vertex = byName.get(name);
      if (!vertex) {
        vertex = Object.assign({ id: all.length, kind, name, namespace }, more);
        all.push(vertex);
        byName.set(name, vertex);
      }
      return vertex as Vertex & V;
    },
    join<V extends Vertex>(create: (id: number) => V): V {
      const vertex = create(all.length);
      all.push(vertex);
      joined.add(vertex);
      return vertex;
    },
    find: (name) => byName.get(name) ?? joined.find(name),
  };
}

/** Vertices whose names, which begin with their kind, are read when one of the kind is looked for. */
function createLateIndex() {
  const waiting = new Map<string, Vertex[]>();
  const byName = new Map<string, Vertex>();
  return {
    add(vertex: Vertex) {
      const list = waiting.get(vertex.kind);
      if (list) list.push(vertex);
      else waiting.set(vertex.kind, [vertex]);
    },
    find(name: string): Vertex | undefined {
      const kind = name.slice(0, Math.max(0, name.indexOf('/')));
      for (const vertex of waiting.get(kind) ?? []) byName.set(vertex.name, vertex);
      waiting.delete(kind);
      return byName.get(name);
    },
  };
}
