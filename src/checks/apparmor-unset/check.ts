import { appArmorOf } from '../../kubernetes/pod-security/apparmor.ts';
import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'apparmor-unset',
  title: 'Container names no AppArmor profile',
  severity: 'info',
  category: 'pod',
  profile: 'all',
  why: "On nodes with AppArmor the runtime's profile usually applies anyway; naming it makes sure that the pod does not start unconfined elsewhere.",
  remedy: "Set `appArmorProfile: {type: RuntimeDefault}` in the pod's security context.",
  references: [
    'https://kubernetes.io/docs/tutorials/security/apparmor/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: WORKLOAD_TYPES,
  find: (resource) =>
    perContainer(resource, (container, workload) => {
      if (workload.windows || appArmorOf(workload, container)) return undefined;
      return {
        path: securityPath(container, 'appArmorProfile'),
        message: `${nameOf(container)} names no AppArmor profile`,
      };
    }),
});
