import { hostPathsOf, mountsOf } from '../../kubernetes/pod-security/volumes.ts';
import { nameOf, perContainer } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES, type Container } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Path } from '../../model/json.ts';

export default defineCheck({
  id: 'host-path-writable',
  title: 'Container can write to the file system of the node',
  severity: 'medium',
  category: 'pod',
  profile: 'all',
  why: 'What a container writes to the node outlives it and may be run or trusted there: log links, cron files or unit files are common ways from a container to its node.',
  remedy: "Set `readOnly: true` on the mount, or use a volume that is not the node's.",
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  types: WORKLOAD_TYPES,
  needs: () => [['hostPath']],
  parameters: { exceptNamespaces: [] as string[] },
  find: (resource, _scope, { exceptNamespaces }) => {
    if (exceptNamespaces.includes(resource.namespace)) return [];
    return perContainer(resource, (container, workload) => {
      const hostPaths = new Map(hostPathsOf(workload).map(({ volume, directory }) => [volume.name, directory]));
      return mountsOf(container)
        .filter(({ readOnly, volume }) => !readOnly && hostPaths.has(volume))
        .map(({ path, volume }) => writable(container, [...path, 'readOnly'], hostPaths.get(volume) ?? ''));
    });
  },
});

function writable(container: Container, path: Path, directory: string): Violation {
  const edits = [{ op: 'set', path, value: true } as const];
  return {
    path,
    message: `${nameOf(container)} can write to ${directory} of the node`,
    fix: { title: 'Mount it read-only', safe: false, edits },
  };
}
