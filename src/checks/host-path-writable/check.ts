import { hostPathsOf, mountsOf } from '../../kubernetes/pod-security/volumes.ts';
import { nameOf, perContainer } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

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
  parameters: { exceptNamespaces: [] as string[] },
  find: (resource, _scope, { exceptNamespaces }) => {
    if (exceptNamespaces.includes(resource.namespace)) return [];
    return perContainer(resource, (container, workload) => {
      const hostPaths = new Map(hostPathsOf(workload).map((hostPath) => [hostPath.volume.name, hostPath]));
      return mountsOf(container).flatMap((mount) => {
        const hostPath = hostPaths.get(mount.volume);
        if (!hostPath || mount.readOnly) return [];
        const path = [...mount.path, 'readOnly'];
        const message = `${nameOf(container)} can write to ${hostPath.directory} of the node`;
        const fix = { title: 'Mount it read-only', safe: false, edits: [{ op: 'set', path, value: true } as const] };
        return [{ path, message, fix }];
      });
    });
  },
});
