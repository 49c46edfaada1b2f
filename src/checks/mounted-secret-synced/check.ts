import { defineCheck } from '../../model/check.ts';
import { asList, at } from '../../std/value.ts';

export default defineCheck({
  id: 'mounted-secret-synced',
  title: 'Mounted secret is copied into a Kubernetes Secret',
  severity: 'info',
  category: 'secrets',
  profile: 'all',
  why: "The driver keeps secrets out of the cluster's store; secretObjects puts them back there, readable to all who may read Secrets.",
  remedy: 'Let the application read the mounted file, and leave out secretObjects.',
  references: ['https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret'],
  types: ['SecretProviderClass.secrets-store.csi.x-k8s.io'],

  find(resource) {
    const path = ['spec', 'secretObjects'];
    const count = asList(at(resource.object, ...path)).length;
    return count > 0 ? [{ path, message: `secretObjects copies to ${count} Secret${count > 1 ? 's' : ''}` }] : [];
  },
});
