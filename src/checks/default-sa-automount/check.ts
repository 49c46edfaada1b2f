import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'default-sa-automount',
  title: 'Default service account hands its token to every pod',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'Every pod of the namespace that names no account gets this token, so a right granted to the account by mistake reaches all of them.',
  remedy: 'Set `automountServiceAccountToken: false` on the service account `default`.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
    'https://kubernetes.io/docs/concepts/security/service-accounts/',
  ],
  types: ['ServiceAccount'],
  find: (resource) => {
    const value = resource.object['automountServiceAccountToken'];
    if (resource.name !== 'default' || value === false) return [];
    const path = ['automountServiceAccountToken'];
    const edits = [{ op: 'set', path, value: false } as const];
    const what =
      value === true ? 'sets automountServiceAccountToken: true' : 'does not set automountServiceAccountToken: false';
    return [
      { path, message: `the default service account ${what}`, fix: { title: 'Mount no token', safe: false, edits } },
    ];
  },
});
