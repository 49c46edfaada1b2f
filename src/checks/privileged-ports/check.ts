import { nameOf, perContainer } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asList, asNumber, asObject } from '../../std/value.ts';

const FIRST_UNPRIVILEGED_PORT = 1024;

export default defineCheck({
  id: 'privileged-ports',
  title: 'Container listens on a port below 1024',
  severity: 'info',
  category: 'pod',
  profile: 'all',
  why: 'Binding it takes root or NET_BIND_SERVICE on many systems, so the image is likely to run with more rights than it needs.',
  remedy: 'Let the program listen on a high port, and map the low one in the Service.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['containerPort']],
  find: (resource) =>
    perContainer(resource, (container) =>
      asList(container.spec['ports']).flatMap((item, i) => {
        const port = asNumber(asObject(item)['containerPort']);
        if (!port || port < 0 || port >= FIRST_UNPRIVILEGED_PORT) return [];
        return [
          {
            path: [...container.path, 'ports', i, 'containerPort'],
            message: `${nameOf(container)} listens on port ${port}`,
          },
        ];
      }),
    ),
});
