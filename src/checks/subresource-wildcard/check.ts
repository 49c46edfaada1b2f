import { ruleCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'subresource-wildcard',
  title: 'Role names a wildcard that Kubernetes does not know',
  severity: 'low',
  profile: 'all',
  why: 'A resource like pods/* reads as all subresources of pods, but RBAC takes the star literally: the rule grants less than its author meant, and the next repair tends to be a wildcard that grants far more.',
  remedy: 'List the subresources, for example pods/log and pods/portforward; only * and */name are wildcards.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources'],
  ...ruleCheck({ resources: ['*'] }, ({ rule, parameters }) => {
    const { resources: watched } = parameters;
    const bad = rule.resources.find(
      (entry) => entry.endsWith('/*') && (watched.includes('*') || watched.includes(entry.slice(0, -2))),
    );
    return bad
      ? { path: [...rule.path, 'resources'], what: `names the resource ${bad}, which stands for nothing` }
      : undefined;
  }),
});
