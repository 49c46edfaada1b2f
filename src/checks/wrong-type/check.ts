import { schemaViolations } from '../../kubernetes/schema/problems.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'wrong-type',
  title: 'Value has a type that the API does not take',
  severity: 'high',
  category: 'schema',
  profile: 'recommended',
  why: 'The API server refuses the whole object, so the deployment stops, and what it should have changed stays as it was.',
  remedy: 'Give the value the type that the API asks for; quote what must be a string.',
  references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  types: '*',
  find: (resource, { minor }) => schemaViolations(resource, minor, 'wrong-type'),
});
