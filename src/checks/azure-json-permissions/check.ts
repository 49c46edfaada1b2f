import { permissionCheck } from '../../host/file-check.ts';

export default permissionCheck({
  id: 'azure-json-permissions',
  title: 'azure.json is open wider than 0644',
  severity: 'medium',
  category: 'node',
  profile: 'all',
  why: 'The cloud provider of AKS reads its identity and subscription from it: whoever can write the file points the node to other resources, and where it holds a secret of a service principal reading is enough to take it.',
  remedy: 'Run `chmod 644` on the file.',
  references: [
    'https://cloud-provider-azure.sigs.k8s.io/install/configs/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['azure-json'],
  called: 'azure.json',
  mode: '0644',
});
