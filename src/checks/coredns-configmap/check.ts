import { grantOfNamed } from '../../access/grants.ts';
import { anyRight, ruleCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'coredns-configmap',
  title: "Role can change the cluster's DNS",
  severity: 'medium',
  profile: 'all',
  why: 'CoreDNS reads its answers from the ConfigMap coredns: whoever edits it sends any service name, inside and outside, to an address of their own.',
  remedy:
    'Leave the ConfigMap to the tool that installs the cluster; use stub domains of an own zone only through review.',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  ...ruleCheck(
    { groups: [''], resources: ['configmaps'], verbs: ['update', 'patch', 'delete'] },
    ({ rule, parameters }) => {
      const grant = rule.names.includes('coredns') ? grantOfNamed(rule, parameters) : undefined;
      const what = `allows ${grant?.verbs.join(', ')} on the ConfigMap coredns`;
      return grant && { path: [...rule.path, 'verbs'], what };
    },
    (given) => [...anyRight(given), ['coredns']],
  ),
});
