import { isSystemNamespace } from '../../kubernetes/namespaces.ts';
import { defineCheck } from '../../model/check.ts';
import { asString, at } from '../../std/value.ts';

const LABEL = 'pod-security.kubernetes.io/enforce';

export default defineCheck({
  id: 'namespace-without-pod-security',
  title: 'Namespace enforces no Pod Security Standard',
  severity: 'medium',
  category: 'hygiene',
  profile: 'all',
  why: 'Unless another admission controller stands in the way, whoever may create pods here may create privileged ones and so take the node.',
  remedy:
    'Label the namespace with `pod-security.kubernetes.io/enforce: restricted`, or `baseline` where that is too much.',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/'],
  types: ['Namespace'],
  find(resource) {
    const level = asString(at(resource.object, 'metadata', 'labels', LABEL));
    if (isSystemNamespace(resource.name) || level === 'baseline' || level === 'restricted') return [];
    const path = ['metadata', 'labels', LABEL];
    const edits = [{ op: 'set', path, value: 'baseline' } as const];
    const message =
      level === undefined ? `the namespace has no label ${LABEL}` : `${LABEL} is ${JSON.stringify(level)}`;
    return [{ path, message, fix: { title: 'Enforce the level baseline', safe: false, edits } }];
  },
});
