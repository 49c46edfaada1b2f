import type { AddressPeer, NodePeer, Peer, PodPeer, Policy, Rule } from './policy.ts';

export type PlainPeer = PodPeer | AddressPeer | NodePeer;

/** Visits every rule of the policies, of both directions. */
export function eachRule(policies: readonly Policy[], visit: (rule: Rule) => void): void {
  for (const { ingress, egress } of policies) {
    if (ingress) for (const rule of ingress) visit(rule);
    if (egress) for (const rule of egress) visit(rule);
  }
}

/** Visits every plain peer that a rule speaks of, on either side and however deep. */
export function eachPeer({ peers, own }: Rule, visit: (peer: PlainPeer) => void): void {
  if (peers) visitAll(peers, visit);
  if (own) visitAll(own, visit);
}

function visitAll(peers: readonly Peer[], visit: (peer: PlainPeer) => void): void {
  for (const peer of peers) {
    if (peer.kind === 'both') for (const list of peer.of) visitAll(list, visit);
    else if (peer.kind === 'other') visitAll(peer.than, visit);
    else visit(peer);
  }
}
