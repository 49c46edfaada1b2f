import { defineCheck } from '../../model/check.ts';
import { secretEntriesOf } from '../../kubernetes/secret-data.ts';

export default defineCheck({
  id: 'secret-mutable',
  title: 'Secret can be changed in place',
  severity: 'info',
  category: 'secrets',
  profile: 'all',
  why: 'A wrong or hostile change reaches every running pod at once, and the kubelets watch every such Secret.',
  remedy: 'Set immutable: true and give each version a name of its own.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#secret-immutable'],
  types: ['Secret'],

  find(resource) {
    if (resource.object['immutable'] === true || secretEntriesOf(resource).length === 0) return [];
    if (resource.object['type'] === 'kubernetes.io/service-account-token') return [];
    return [
      {
        path: ['immutable'],
        message: 'the Secret is not immutable',
        fix: { title: 'Make it immutable', safe: false, edits: [{ op: 'set', path: ['immutable'], value: true }] },
      },
    ];
  },
});
