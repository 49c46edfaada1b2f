import { appArmorStatements } from '../../kubernetes/pod-security/apparmor.ts';
import { perPod } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'apparmor-unconfined',
  title: 'AppArmor confinement is switched off or unknown',
  severity: 'medium',
  category: 'pod',
  profile: 'recommended',
  why: 'Without its AppArmor profile the container may mount, write to /proc and /sys and trace other processes as far as its capabilities reach.',
  remedy: 'Use `RuntimeDefault`, or a `Localhost` profile of your own.',
  references: [
    'https://kubernetes.io/docs/tutorials/security/apparmor/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['appArmorProfile', 'annotations']],
  covers: ['apparmor-unset'],
  find: (resource) =>
    perPod(resource, (workload) =>
      appArmorStatements(workload)
        .filter(({ confined }) => !confined)
        .map(({ path, profile, owner }) => {
          const value = path.at(-1) === 'type' ? 'RuntimeDefault' : 'runtime/default';
          const fix = {
            title: "Use the runtime's AppArmor profile",
            safe: false,
            edits: [{ op: 'set', path, value } as const],
          };
          return { path, message: `${owner} has the AppArmor profile "${profile}"`, fix };
        }),
    ),
});
