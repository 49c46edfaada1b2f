import { defineCheck } from '../../model/check.ts';
import { asString, at } from '../../std/value.ts';

export default defineCheck({
  id: 'host-path-persistent-volume',
  title: 'Persistent volume is a directory of the node',
  severity: 'medium',
  category: 'hygiene',
  profile: 'all',
  why: 'A claim on it gives a pod that directory of the node’s file system past every rule about hostPath in pods, and the data differ from node to node.',
  remedy: 'Use a `local` volume or a storage class.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  types: ['PersistentVolume'],
  find(resource) {
    const path = asString(at(resource.object, 'spec', 'hostPath', 'path'));
    if (path === undefined) return [];
    return [{ path: ['spec', 'hostPath'], message: `the volume ${resource.name} is ${path} of the node` }];
  },
});
