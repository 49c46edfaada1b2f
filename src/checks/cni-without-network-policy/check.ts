import { factsOf, HOST_TYPES } from '../../host/facts.ts';
import { defineCheck } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asStrings, at } from '../../std/value.ts';

/** Agents and plugins that enforce network policies, also beside another plugin (Canal is Calico over Flannel). */
const ENFORCING =
  /^(antrea|calico|canal|cilium|kube-?router|kindnet|ovn|openshift-sdn|multus-networkpolicy|romana|weave|azure-npm)/;

export default defineCheck({
  id: 'cni-without-network-policy',
  title: 'Network plugin does not enforce network policies',
  severity: 'high',
  category: 'node',
  profile: 'recommended',
  why: 'The API server accepts every NetworkPolicy, but with this plugin none of them does anything: each pod reaches each other, whatever the policies say.',
  remedy:
    'Use a network plugin that enforces NetworkPolicy (Calico, Cilium, Antrea, kube-router and others), or add one beside this one, as Canal does.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites'],
  parameters: { without: ['bridge', 'flannel', 'kubenet', 'ptp'] },
  types: HOST_TYPES,
  applies: (resource) => factsOf(resource).networks.length > 0,
  find(resource, _scope, parameters) {
    const { networks } = factsOf(resource);
    if (hasController(resource) || networks.some(({ name }) => ENFORCING.test(name.toLowerCase()))) return [];
    const without = asStrings(parameters.without);
    const lacking = networks.find(({ name }) => without.includes(name.toLowerCase()));
    return lacking ? [{ path: lacking.path, message: `${lacking.name} does not enforce network policies` }] : [];
  },
});

/** k3s brings a controller for network policies of its own beside Flannel, unless it is told not to. */
function hasController(resource: Resource): boolean {
  if (factsOf(resource).distribution !== 'k3s') return false;
  const args = asList(resource.object['processes']).flatMap((process) => asStrings(at(process, 'args')));
  const files = asList(resource.object['configurations']).map((entry) =>
    at(entry, 'document', 'disable-network-policy'),
  );
  return !args.some((word) => /^--disable-network-policy(=true)?$/.test(word)) && !files.includes(true);
}
