import type { AddressPeer, NodePeer, Peer, PodPeer, Rule } from './policy.ts';

/** Visits every plain peer that a rule speaks of, on either side and however deep. */
export function eachPeer(
  { peers = [], own = [] }: Rule,
  visit: (peer: PodPeer | AddressPeer | NodePeer) => void,
): void {
  const walk = (peer: Peer): void => {
    if (peer.kind === 'both') peer.of.flat().forEach(walk);
    else if (peer.kind === 'other') peer.than.forEach(walk);
    else visit(peer);
  };
  peers.forEach(walk);
  own.forEach(walk);
}
