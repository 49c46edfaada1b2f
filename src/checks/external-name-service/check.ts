import { defineCheck } from '../../model/check.ts';
import { asString, at } from '../../std/value.ts';

export default defineCheck({
  id: 'external-name-service',
  title: 'Service leads to a name outside the namespace',
  severity: 'low',
  category: 'network',
  profile: 'all',
  why: 'An ExternalName sends clients wherever DNS says, past network policies that go by labels; ingress controllers that follow it serve what its author chooses, of other namespaces too.',
  remedy: 'Name the outside host in the configuration of the client, or use an egress gateway.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#externalname'],
  types: ['Service'],
  needs: () => [['ExternalName']],
  find(resource) {
    if (at(resource.object, 'spec', 'type') !== 'ExternalName') return [];
    const name = asString(at(resource.object, 'spec', 'externalName')) ?? 'no name';
    return [{ path: ['spec', 'externalName'], message: `the Service ${resource.name} leads to ${name}` }];
  },
});
