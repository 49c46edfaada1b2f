import { nameOf, perContainer } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asList, asNumber, asObject } from '../../std/value.ts';

export default defineCheck({
  id: 'host-port',
  title: 'Container opens a port of its node',
  severity: 'medium',
  category: 'pod',
  profile: 'all',
  why: "A host port is reachable on the node's addresses past Services and often past network policies, and ties the pod to nodes where the port is free.",
  remedy: 'Remove `hostPort` and publish the port through a Service.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://kubernetes.io/docs/concepts/configuration/overview/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['hostPort']],
  parameters: { allowed: [] as number[] },
  find: (resource, _scope, { allowed }) =>
    perContainer(resource, (container) =>
      asList(container.spec['ports']).flatMap((item, i) => {
        const port = asNumber(asObject(item)['hostPort']);
        if (!port || allowed.includes(port)) return [];
        const path = [...container.path, 'ports', i, 'hostPort'];
        const fix = { title: 'Remove hostPort', safe: false, edits: [{ op: 'remove', path } as const] };
        return [{ path, message: `${nameOf(container)} opens port ${port} of its node`, fix }];
      }),
    ),
});
