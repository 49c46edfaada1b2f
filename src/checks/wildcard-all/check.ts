import { allowsEverything } from '../../access/grants.ts';
import { ruleCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'wildcard-all',
  title: 'Role gives every right on everything',
  severity: 'high',
  profile: 'recommended',
  why: 'One rule with wildcards for verbs, resources and API groups is cluster-admin by another name: whoever gets hold of one token that has it owns the namespace, or with a ClusterRole the cluster.',
  remedy: 'Write down the verbs and resources that are used; audit logs or kubectl auth can-i show which these are.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  covers: [
    'approve-certificates',
    'bind-roles',
    'create-bindings',
    'create-persistent-volumes',
    'create-pods',
    'create-tokens',
    'debug-containers',
    'delete-events',
    'delete-pod-logs',
    'escalate-roles',
    'excessive-delete',
    'impersonation',
    'manage-configmaps',
    'manage-networking',
    'manage-secrets',
    'manage-workloads',
    'modify-admission-policies',
    'modify-namespaces',
    'modify-nodes',
    'modify-webhooks',
    'nodes-proxy',
    'pods-attach',
    'pods-exec',
    'pods-portforward',
    'read-secrets-cluster-wide',
    'read-secrets-in-namespace',
    'services-status',
    'wildcard-api-groups',
    'wildcard-resources',
    'wildcard-verbs',
  ],
  ...ruleCheck({}, ({ rule, role }) => {
    if (!allowsEverything(rule) || !rule.verbs.includes('*')) return undefined;
    return {
      path: [...rule.path, 'verbs'],
      what: 'allows every verb on every resource of every API group',
      severity: role.kind === 'ClusterRole' ? 'critical' : 'high',
    };
  }),
});
