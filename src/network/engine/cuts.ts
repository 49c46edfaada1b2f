import { type AddressRange, ALL_IPV4, ALL_IPV6, atomsOf, isIpv6 } from './address.ts';
import { eachPeer, eachRule, type PlainPeer } from './each-peer.ts';
import type { Policy } from './policy.ts';

/** The pieces of the address space that policies tell apart; IPv6 only where one speaks of it. */
export function externalAtoms(policies: readonly Policy[], cuts: readonly AddressRange[]): AddressRange[] {
  const ranges = [...cuts, ...cutsOf(policies)];
  return atomsOf(ranges.some(isIpv6) ? [ALL_IPV4, ALL_IPV6] : [ALL_IPV4], ranges);
}

/** The ranges at which policies cut the address space. */
export function cutsOf(policies: readonly Policy[]): AddressRange[] {
  const cuts = new Set<AddressRange>();
  const add = (peer: PlainPeer) => {
    if (peer.kind !== 'addresses') return;
    cuts.add(peer.include);
    for (const range of peer.except) cuts.add(range);
  };
  eachRule(policies, (rule) => eachPeer(rule, add));
  return [...cuts];
}
