import { volumesOf } from '../../kubernetes/pod-security/volumes.ts';
import { perPod } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
import { asString, at } from '../../std/value.ts';

export default defineCheck({
  id: 'host-path-volume',
  title: 'Volume comes from the file system of the node',
  severity: 'medium',
  category: 'pod',
  profile: 'all',
  why: "A hostPath volume couples the pod to one node's files, survives the pod, escapes storage limits and is the usual first step from a container to its node.",
  remedy:
    'Use a PersistentVolumeClaim, an emptyDir, a ConfigMap or a projected volume; a `local` volume where the data must stay on the node.',
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: [...WORKLOAD_TYPES, 'PersistentVolume'],
  needs: () => [['hostPath']],
  parameters: { exceptNamespaces: [] as string[] },
  covers: ['restricted-volume-types'],
  find: (resource, _scope, { exceptNamespaces }) => {
    if (exceptNamespaces.includes(resource.namespace)) return [];
    if (resource.type === 'PersistentVolume') return persistentVolume(resource);
    return perPod(resource, (workload) =>
      volumesOf(workload)
        .filter((volume) => volume.types.includes('hostPath'))
        .map((volume) => ({
          path: [...volume.path, 'hostPath'],
          message: `volume "${volume.name}" is ${asString(at(volume.spec, 'hostPath', 'path')) ?? 'a path'} of the node`,
        })),
    );
  },
});

function persistentVolume(resource: Resource): Violation[] {
  const directory = at(resource.object, 'spec', 'hostPath', 'path');
  if (directory === undefined) return [];
  return [
    {
      path: ['spec', 'hostPath'],
      message: `the volume is ${asString(directory) ?? 'a path'} of whichever node mounts it`,
    },
  ];
}
