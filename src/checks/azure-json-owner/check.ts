import { ownerCheck } from '../../host/file-check.ts';

export default ownerCheck({
  id: 'azure-json-owner',
  title: 'azure.json does not belong to root',
  severity: 'medium',
  category: 'node',
  profile: 'all',
  why: 'The cloud provider of AKS reads its identity and subscription from it, and sometimes the secret of a service principal; its owner can take or replace them.',
  remedy: 'Run `chown root:root` on the file.',
  references: [
    'https://cloud-provider-azure.sigs.k8s.io/install/configs/',
    'https://www.cisecurity.org/benchmark/kubernetes',
  ],
  roles: ['azure-json'],
  called: 'azure.json',
});
