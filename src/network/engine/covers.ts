import type { Labels, Requirement } from '../../kubernetes/selector.ts';
import { holds } from '../../kubernetes/selector.ts';
import { within } from './address.ts';
import { implied } from './implied.ts';
import { NAMESPACE_NAME } from './picks.ts';
import type { AddressPeer, Peer, PodPick, Ports, Rule } from './policy.ts';

/* Whether one thing holds all of another by what is written, whatever pods there are. Where nobody can tell: no. */

/** The labels of a namespace that is among the objects. */
export type NamespaceLabels = (name: string) => Labels | undefined;

export function coversRule(wide: Rule, narrow: Rule, labelsOf: NamespaceLabels): boolean {
  return (
    wide.own === undefined &&
    coversPorts(wide.ports, narrow.ports) &&
    (wide.peers === undefined ||
      (narrow.peers !== undefined &&
        narrow.peers.length > 0 &&
        narrow.peers.every((one) => wide.peers!.some((other) => coversPeer(other, one, labelsOf)))))
  );
}

export function coversPods(wide: PodPick, narrow: PodPick, labelsOf: NamespaceLabels): boolean {
  return (
    wide.where === undefined &&
    narrow.where === undefined &&
    coversNamespaces(wide.namespaces, narrow.namespaces, labelsOf) &&
    wide.pods.every((one) => implied(one, narrow.pods))
  );
}

type Namespaces = PodPick['namespaces'];

function coversNamespaces(wide: Namespaces, narrow: Namespaces, labelsOf: NamespaceLabels): boolean {
  if ('name' in wide) return 'name' in narrow && wide.name === narrow.name;
  if (!('name' in narrow)) return wide.selector.every((one) => implied(one, narrow.selector));
  const named: Requirement = { key: NAMESPACE_NAME, operator: 'In', values: [narrow.name] };
  const labels = labelsOf(narrow.name);
  return wide.selector.every((one) => implied(one, [named]) || (labels !== undefined && holds(one, labels)));
}

function coversPeer(wide: Peer, narrow: Peer, labelsOf: NamespaceLabels): boolean {
  if (wide.kind === 'pods') return narrow.kind === 'pods' && coversPods(wide, narrow, labelsOf);
  if (wide.kind === 'addresses') return narrow.kind === 'addresses' && coversBlock(wide, narrow);
  if (wide.kind !== 'nodes' || narrow.kind !== 'nodes') return false;
  return wide.selector.every((one) => implied(one, narrow.selector));
}

function coversBlock(wide: AddressPeer, narrow: AddressPeer): boolean {
  if (wide.whose !== narrow.whose || !within(narrow.include, wide.include)) return false;
  const { from, to } = narrow.include;
  return wide.except.every(
    (hole) => hole.to < from || to < hole.from || narrow.except.some((one) => within(hole, one)),
  );
}

function coversPorts(wide: Ports | undefined, narrow: Ports | undefined): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined || wide.except || narrow.except) return false;
  return (
    narrow.ranges.every((one) =>
      wide.ranges.some(({ protocol, from, to }) => protocol === one.protocol && from <= one.from && one.to <= to),
    ) &&
    narrow.named.every((one) =>
      wide.named.some(
        ({ protocol, name }) => name === one.name && (protocol === undefined || protocol === one.protocol),
      ),
    )
  );
}
