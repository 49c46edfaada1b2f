import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'pods-attach',
  title: 'Role can attach to running containers',
  severity: 'medium',
  profile: 'all',
  why: 'Attaching gives the standard input and output of a running process: its output is read, and an interactive process takes commands.',
  remedy: 'Take pods/attach out of the role, or keep it for named people for a short time.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  ...rightsCheck({ groups: [''], resources: ['pods/attach'], verbs: ['create', 'get'] }),
});
