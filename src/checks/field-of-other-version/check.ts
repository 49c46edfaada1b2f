import { schemaViolations } from '../../kubernetes/schema/problems.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'field-of-other-version',
  title: 'Field is not in the targeted Kubernetes version',
  severity: 'medium',
  category: 'schema',
  profile: 'recommended',
  why: 'A cluster of the targeted version drops or refuses the field, so what it should bring about does not happen there.',
  remedy: 'Raise the target version, or do without the field until the cluster is upgraded.',
  references: ['https://kubernetes.io/releases/version-skew-policy/'],
  types: '*',
  find: (resource, { minor }) => schemaViolations(resource, minor, 'unknown-in-version'),
});
