import { CREDENTIAL_SEARCH } from '../../kubernetes/pod-security/credential-search.ts';
import { credentialOf } from '../../kubernetes/pod-security/credentials.ts';
import { nameOf, perContainer } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asList, asString, at } from '../../std/value.ts';

export default defineCheck({
  id: 'secret-plaintext-env',
  title: 'Credential stands in the manifest in plain text',
  severity: 'high',
  category: 'secrets',
  profile: 'recommended',
  why: 'Everyone who can read the repository, the rendered chart or the pod in the cluster has the credential, for as long as the history is kept.',
  remedy:
    'Move it to a Secret (better, to a store outside the cluster), refer to it, and rotate what was written down.',
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes.io/docs/concepts/configuration/secret/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['env']],
  parameters: CREDENTIAL_SEARCH,
  find: (resource, _scope, parameters) =>
    perContainer(resource, (container) => {
      const found: Violation[] = [];
      for (const [i, item] of asList(container.spec['env']).entries()) {
        const value = at(item, 'value');
        if (typeof value !== 'string' && typeof value !== 'number') continue;
        const name = asString(at(item, 'name')) ?? `#${i}`;
        const what = credentialOf(name, String(value), parameters);
        if (what === undefined) continue;
        const message = `${nameOf(container)} sets ${name} to ${what}`;
        found.push({ path: [...container.path, 'env', i, 'value'], message });
      }
      return found;
    }),
});
