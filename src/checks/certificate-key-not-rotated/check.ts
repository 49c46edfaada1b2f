import { defineCheck } from '../../model/check.ts';
import { at } from '../../std/value.ts';

export default defineCheck({
  id: 'certificate-key-not-rotated',
  title: 'Certificate is renewed with its old key',
  severity: 'low',
  category: 'secrets',
  profile: 'all',
  why: 'A private key that leaked once stays good: every new certificate is for the same key.',
  remedy: 'Set privateKey.rotationPolicy to Always, the default since cert-manager 1.18.',
  references: ['https://cert-manager.io/docs/usage/certificate/'],
  types: ['Certificate.cert-manager.io'],

  find(resource) {
    const path = ['spec', 'privateKey', 'rotationPolicy'];
    if (at(resource.object, ...path) !== 'Never') return [];
    return [
      {
        path,
        message: 'rotationPolicy is Never',
        fix: { title: 'Make a new key at each renewal', safe: true, edits: [{ op: 'set', path, value: 'Always' }] },
      },
    ];
  },
});
