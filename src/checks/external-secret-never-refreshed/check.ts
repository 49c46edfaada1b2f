import { defineCheck } from '../../model/check.ts';
import { asString, at, show } from '../../std/value.ts';

export default defineCheck({
  id: 'external-secret-never-refreshed',
  title: 'External secret is never fetched again',
  severity: 'low',
  category: 'secrets',
  profile: 'all',
  why: 'After the value is rotated in the secret manager the cluster keeps the old one: pods fail, or the old credential stays in use.',
  remedy: 'Set refreshInterval to an hour or so, with the policy Periodic.',
  references: ['https://external-secrets.io/latest/api/externalsecret/'],
  types: ['ExternalSecret.external-secrets.io', 'ClusterExternalSecret.external-secrets.io'],

  find(resource) {
    const base = resource.kind === 'ExternalSecret' ? ['spec'] : ['spec', 'externalSecretSpec'];
    const interval = at(resource.object, ...base, 'refreshInterval');
    const policy = asString(at(resource.object, ...base, 'refreshPolicy'));
    if (policy === 'CreatedOnce')
      return [{ path: [...base, 'refreshPolicy'], message: 'refreshPolicy is CreatedOnce' }];
    const never = interval === 0 || /^0+(?:\.0+)?(?:ns|us|ms|s|m|h)?$/.test(asString(interval) ?? '');
    if (policy === 'OnChange' || !never) return [];
    return [{ path: [...base, 'refreshInterval'], message: `refreshInterval is ${show(interval)}` }];
  },
});
