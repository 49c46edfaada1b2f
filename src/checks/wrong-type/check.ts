import { schemaViolations } from '../../kubernetes/schema/problems.ts';
import { defineCheck } from '../../model/check.ts';
import { asString, at } from '../../std/value.ts';

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
  // Terraform has typed its sensitive values already, and nothing that a user could do would make them known.
  find: (resource, { minor }) =>
    schemaViolations(resource, minor, 'wrong-type').filter(
      ({ path }) => asString(at(resource.object, ...path, '$unknown')) !== '(sensitive)',
    ),
});
