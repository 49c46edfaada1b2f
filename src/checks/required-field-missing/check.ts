import { schemaViolations } from '../../kubernetes/schema/problems.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'required-field-missing',
  title: 'Field that the API requires is missing',
  severity: 'medium',
  category: 'schema',
  profile: 'all',
  why: 'The API server refuses an object without it. A patch or a base that another tool completes is no object yet, which is why this rule speaks only in the profile all.',
  remedy: 'Add the field, or scan what the tool renders instead of its parts.',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  types: '*',
  find: (resource, { minor }) => schemaViolations(resource, minor, 'missing-field'),
});
