import { schemaViolations } from '../../kubernetes/schema/problems.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'unknown-field',
  title: 'Field is not part of the API',
  severity: 'high',
  category: 'schema',
  profile: 'recommended',
  why: 'The API server refuses the object under strict validation, or drops the field with a warning: a misspelt or misplaced security setting protects nothing.',
  remedy: 'Correct the spelling or move the field to where the API has it.',
  references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  types: '*',
  find: (resource, { minor }) => schemaViolations(resource, minor, 'unknown-field'),
});
