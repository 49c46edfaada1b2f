import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'create-persistent-volumes',
  title: 'Role can create persistent volumes',
  severity: 'medium',
  profile: 'all',
  why: 'A PersistentVolume of type hostPath mounts any directory of the node into a pod, past the checks that stop hostPath volumes in pods.',
  remedy: 'Leave PersistentVolumes to the storage provisioner; people need PersistentVolumeClaims only.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  ],
  ...rightsCheck({ groups: [''], resources: ['persistentvolumes'], verbs: ['create'] }),
});
