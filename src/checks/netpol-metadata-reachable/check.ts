import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import { parseAddress, parseCidr } from '../../network/engine/address.ts';
import { asList, asNumber, asString, asStrings, at, isObject } from '../../std/value.ts';

/** AWS, Azure, Google Cloud and most others answer here for the credentials of the node. */
const METADATA = parseAddress('169.254.169.254')!;
const PORT = 80;

export default defineCheck({
  id: 'netpol-metadata-reachable',
  title: 'Network policy leaves the metadata service of the node open',
  severity: 'medium',
  category: 'network',
  profile: 'all',
  why: 'The policy restricts what the pods may call and yet lets them ask 169.254.169.254, which hands out the cloud credentials of the node.',
  remedy: 'Add `except: [169.254.169.254/32]` to the ipBlock, or allow only the addresses that are needed.',
  references: [
    'https://kubernetes.io/docs/concepts/security/multi-tenancy/#network-isolation',
    'https://aws.github.io/aws-eks-best-practices/security/docs/iam/',
  ],
  types: ['NetworkPolicy'],
  find({ object }) {
    const types = asStrings(at(object, 'spec', 'policyTypes'));
    if (types.length > 0 && !types.includes('Egress')) return [];
    const found: Violation[] = [];
    for (const [i, rule] of asList(at(object, 'spec', 'egress')).entries()) {
      if (!allowsPort(asList(at(rule, 'ports')))) continue;
      for (const [j, peer] of asList(at(rule, 'to')).entries()) {
        if (!holdsMetadata(at(peer, 'ipBlock'))) continue;
        const cidr = asString(at(peer, 'ipBlock', 'cidr'));
        found.push({
          path: ['spec', 'egress', i, 'to', j, 'ipBlock', 'cidr'],
          message: `${cidr} holds 169.254.169.254`,
        });
      }
    }
    return found;
  },
});

function holdsMetadata(block: Json | undefined): boolean {
  const holds = (value: Json | undefined) => {
    const range = parseCidr(asString(value) ?? '');
    return range !== undefined && range.from <= METADATA && METADATA <= range.to;
  };
  return isObject(block) && holds(block['cidr']) && !asList(block['except']).some(holds);
}

/** No ports mean all of them. */
function allowsPort(ports: readonly Json[]): boolean {
  if (ports.length === 0) return true;
  return ports.some((entry) => {
    if ((at(entry, 'protocol') ?? 'TCP') !== 'TCP') return false;
    const port = asNumber(at(entry, 'port'));
    if (port === undefined) return at(entry, 'port') === undefined;
    return port <= PORT && PORT <= (asNumber(at(entry, 'endPort')) ?? port);
  });
}
