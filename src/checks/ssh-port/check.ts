import { nameOf, perContainer } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asList, asObject, asString } from '../../std/value.ts';

export default defineCheck({
  id: 'ssh-port',
  title: 'Container exposes SSH',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: "An SSH server in a container is one more way in that the cluster's access control, audit log and network rules know nothing about.",
  remedy: 'Remove the SSH server; use `kubectl exec` or `kubectl debug`, which are authorised and logged.',
  references: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/'],
  types: WORKLOAD_TYPES,
  needs: () => [['containerPort']],
  covers: ['privileged-ports'],
  find: (resource) =>
    perContainer(resource, (container) =>
      asList(container.spec['ports']).flatMap((item, i) => {
        const { containerPort, protocol } = asObject(item);
        if (containerPort !== 22 || (asString(protocol) ?? 'TCP') !== 'TCP') return [];
        return [
          {
            path: [...container.path, 'ports', i, 'containerPort'],
            message: `${nameOf(container)} listens on port 22`,
          },
        ];
      }),
    ),
});
