import { defineCheck } from '../../model/check.ts';
import { asList, at, show } from '../../std/value.ts';

export default defineCheck({
  id: 'service-external-ip',
  title: 'Service claims external IP addresses',
  severity: 'high',
  category: 'network',
  profile: 'recommended',
  why: 'Nodes send traffic for these addresses to the Service whoever owns them, so their author can read the traffic of others (CVE-2020-8554).',
  remedy:
    'Remove `externalIPs`, use a load balancer or a Gateway, and forbid the field with the DenyServiceExternalIPs admission plugin.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#external-ips',
    'https://github.com/kubernetes/kubernetes/issues/97076',
  ],
  types: ['Service'],
  needs: () => [['externalIPs']],
  find(resource) {
    const addresses = asList(at(resource.object, 'spec', 'externalIPs'));
    if (addresses.length === 0) return [];
    return [
      {
        path: ['spec', 'externalIPs'],
        message: `the Service ${resource.name} claims ${addresses.map(show).join(', ')}`,
      },
    ];
  },
});
