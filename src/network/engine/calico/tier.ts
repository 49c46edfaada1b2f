import type { JsonObject } from '../../../model/json.ts';
import type { Resource } from '../../../model/resource.ts';
import { asNumber, asString, at, show } from '../../../std/value.ts';
import { type Policy, TIERS } from '../policy.ts';
import type { Reading } from '../reading.ts';

/** Tiers that Calico has by itself; those for the policies of Kubernetes pass on what they do not decide ("policy tiers"). */
const OWN: ReadonlyMap<string, Pick<Policy, 'filter' | 'tier' | 'tierOrder'>> = new Map(
  Object.entries({
    default: TIERS.network,
    adminnetworkpolicy: TIERS.admin,
    'kube-admin': TIERS.admin,
    baselineadminnetworkpolicy: TIERS.baseline,
    'kube-baseline': TIERS.baseline,
  }),
);

type TierOfPolicy = Pick<Policy, 'filter' | 'tier' | 'tierOrder'> & { readonly closes: boolean };

export function tierOf(spec: JsonObject, { others, note, report }: Reading): TierOfPolicy {
  const name = asString(spec['tier']) || 'default';
  const object = ['projectcalico.org', 'crd.projectcalico.org']
    .flatMap((group) => others.ofType(`Tier.${group}`))
    .find((tier) => tier.name === name);
  const own = OWN.get(name);
  if (own) return { ...own, closes: own === TIERS.network && closesOf(object, report) };
  if (!object)
    note(['spec', 'tier'], `the tier ${name} is not there: it is taken to come right before the default tier`);
  const order = asNumber(at(object?.object, 'spec', 'order'));
  const tierOrder = object ? (order ?? Infinity) : TIERS.network.tierOrder - 1;
  return { filter: 'network', tier: `tier ${name}`, tierOrder, closes: closesOf(object, report) };
}

function closesOf(tier: Resource | undefined, report: Reading['report']): boolean {
  const action = at(tier?.object, 'spec', 'defaultAction') ?? 'Deny';
  if (action !== 'Deny' && action !== 'Pass') report(['spec', 'tier'], `there is no default action ${show(action)}`);
  return action !== 'Pass';
}
