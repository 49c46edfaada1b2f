import { type Deprecation, deprecation } from '../../kubernetes/api-versions/deprecation.ts';
import { defineCheck, type Violation } from '../../model/check.ts';

export default defineCheck({
  id: 'deprecated-api',
  title: 'API version is deprecated or removed',
  severity: 'high',
  category: 'hygiene',
  profile: 'recommended',
  why: 'A cluster of a version that no longer serves the API refuses the object, so an upgrade breaks every deployment of it; what a removed API used to enforce is not enforced.',
  remedy: 'Move to the API version that replaces it before the cluster is upgraded.',
  references: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  types: '*',
  find({ apiVersion, kind }, { minor }) {
    const fate = deprecation(apiVersion, kind, minor);
    if (!fate) return [];
    const violation: Violation = {
      path: ['apiVersion'],
      severity: fate.status === 'removed' ? 'high' : 'low',
      message: `${kind} of ${apiVersion} ${inWords(fate)}`,
    };
    const value = fate.replacement;
    if (!fate.mechanical || value === undefined || fate.replacementKind) return [violation];
    const edits = [{ op: 'set', path: ['apiVersion'], value } as const];
    return [{ ...violation, fix: { title: `Use ${value}`, safe: true, edits } }];
  },
});

function inWords({ status, since, removedIn, replacement, replacementKind, change }: Deprecation): string {
  const end = removedIn === undefined ? '' : ` and is removed in 1.${removedIn}`;
  const what = status === 'removed' ? `is gone since Kubernetes 1.${since}` : `is deprecated since 1.${since}${end}`;
  const instead = replacement ? `: use ${[replacementKind, replacement].filter(Boolean).join(' of ')}` : '';
  const also = change ? ` (${change})` : '';
  return `${what}${instead}${also}`;
}
