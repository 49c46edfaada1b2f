import { defineEdge } from '../edge.ts';
import type { Node } from '../world-pods.ts';

export default defineEdge({
  id: 'nodes-proxy',
  title: 'may run commands through the kubelet in',
  from: ['permissions'],
  to: ['pod', 'many'],
  technique: 'T1609',
  ease: 'easy',
  why: "nodes/proxy is the kubelet's own API: it runs commands in every pod of the node, past admission and audit. `get` is enough, as a websocket starts with a GET.",
  remedy: 'Give nodes/metrics, nodes/stats, nodes/log or nodes/healthz instead, whichever is needed.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes',
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
  ],
  find(world, out) {
    const { nodes } = world.places;
    const podsOn = (name: string): Node['pods'] => nodes.find((node) => node.name === `node/${name}`)?.pods ?? [];
    for (const { set, names, proof } of world.access.grants({
      verbs: ['get', 'create'],
      groups: [''],
      resource: 'nodes/proxy',
    })) {
      const targets = names.length === 0 ? [world.many('pods', '')] : names.flatMap(podsOn);
      for (const target of targets) out.edge(set, target, proof);
    }
  },
});
