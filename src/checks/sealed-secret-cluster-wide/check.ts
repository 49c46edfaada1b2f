import { defineCheck, type Violation } from '../../model/check.ts';
import { at, show } from '../../std/value.ts';

export default defineCheck({
  id: 'sealed-secret-cluster-wide',
  title: 'Sealed secret can be opened in any namespace',
  severity: 'medium',
  category: 'secrets',
  profile: 'all',
  why: 'Anyone who reads the file and may create objects in some namespace has the controller open it there.',
  remedy: 'Seal it again with the strict scope, which ties it to its namespace and name.',
  references: ['https://github.com/bitnami-labs/sealed-secrets#scopes'],
  types: ['SealedSecret.bitnami.com'],

  find(resource) {
    const found: Violation[] = [];
    for (const base of [['metadata'], ['spec', 'template', 'metadata']]) {
      for (const scope of ['cluster-wide', 'namespace-wide']) {
        const path = [...base, 'annotations', `sealedsecrets.bitnami.com/${scope}`];
        if (show(at(resource.object, ...path)) !== 'true') continue;
        found.push({ path, message: `the scope is ${scope}`, severity: scope === 'cluster-wide' ? 'medium' : 'low' });
      }
    }
    return found;
  },
});
