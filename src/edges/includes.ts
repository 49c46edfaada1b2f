import { defineEdge } from './edge.ts';
import { type Many, MANY, type Vertex } from './vertices.ts';
import { type ManyVertex, manyVertex, type World } from './world.ts';

/**
 * What virtual vertices stand for: `pods@cluster` leads to `pods@ns/shop`, that to the pods of shop. Found last, for those
 * that other edges lead to.
 */
export const INCLUDES = defineEdge({
  id: 'includes',
  title: 'among them',
  from: ['many'],
  to: ['many', 'pod', 'node', 'secret', 'user', 'group', 'serviceaccount', 'namespace'],
  ease: 'given',
  why: 'What holds for all of a kind holds for each of them.',
  remedy: 'Name the objects that a rule is about.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources'],
  find(world, out) {
    const many = world.vertices.all.filter((vertex): vertex is ManyVertex => vertex.kind === 'many');
    const wanted = new Set(many);
    for (const vertex of many.filter(({ namespace }) => namespace === '')) {
      const kind = vertex.name.slice(0, vertex.name.indexOf('@')) as Many;
      const members = membersOf(world, kind);
      const inNamespaces = Map.groupBy(members, ({ namespace }) => namespace);
      for (const [namespace, list] of inNamespaces) {
        if (namespace === '' || kind === 'namespaces') for (const member of list) out.edge(vertex, member);
        else {
          const part = manyVertex(world.vertices, kind, namespace);
          wanted.add(part);
          out.edge(vertex, part);
        }
      }
    }
    const lists = new Map<string, Map<string, Vertex[]>>();
    for (const vertex of wanted) {
      if (vertex.namespace === '') continue;
      const kind = vertex.name.slice(0, vertex.name.indexOf('@')) as Many;
      let byNamespace = lists.get(kind);
      if (!byNamespace) lists.set(kind, (byNamespace = Map.groupBy(membersOf(world, kind), (one) => one.namespace)));
      for (const member of byNamespace.get(vertex.namespace) ?? []) out.edge(vertex, member);
    }
  },
});

function membersOf(world: World, kind: Many): readonly Vertex[] {
  const of = MANY[kind];
  return world.vertices.all.filter((vertex) => vertex.kind === of);
}
