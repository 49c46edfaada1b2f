import { compileGlob } from '../../std/glob.ts';
import type { Node } from '../engine/workloads.ts';
import { type AddressRange, ALL_IPV4, parseCidr, within } from '../engine/address.ts';
import { EVERYTHING, type PortRange, PROTOCOLS, type PortSet, type PortTable } from '../engine/ports.ts';

/** Who makes up a segment: all that is said must hold. */
export interface SegmentPart {
  /** Globs over names of namespaces. */
  readonly namespaces?: readonly string[] | undefined;
  readonly namespaceLabels?: Readonly<Record<string, string>> | undefined;
  readonly pods?: Readonly<Record<string, string>> | undefined;
  /** Blocks of addresses outside; or all of them. */
  readonly addresses?: readonly string[] | undefined;
  readonly external?: boolean | undefined;
}

/** `segments` of the config. */
export interface SegmentsConfig {
  readonly groups: Readonly<Record<string, readonly SegmentPart[]>>;
  readonly allow?: readonly AllowEntry[] | undefined;
  readonly isolated?: readonly string[] | undefined;
}

export interface AllowEntry {
  readonly from: string;
  readonly to: string;
  /** `443`, `UDP/53`, `8000-8080`; every port where undefined. */
  readonly ports?: readonly (string | number)[] | undefined;
}

export interface Segments {
  readonly names: readonly string[];
  /** The segments of a workload. */
  ofNode(node: Node, namespaceLabels: Readonly<Record<string, string>>): readonly string[];
  /** The segments that a range outside lies in. */
  ofRange(range: AddressRange): readonly string[];
  /** What may go between members of these segments (none: everybody else); undefined where nothing is said. */
  permitted(from: readonly string[], to: readonly string[], ports: PortTable): PortSet | undefined;
  /** Where the address space must be cut. */
  readonly cuts: readonly AddressRange[];
}

/** A mistake in `segments`, with the path of the entry. */
export class SegmentMistake extends Error {
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }
}

/**
 * Two different segments may talk only as `allow` says; a segment that is `isolated` may be reached by nobody else at all, not
 * even from what no segment names. Within a segment everything goes.
 * @throws SegmentMistake for names, blocks and ports that mean nothing.
 */
export function compileSegments(config: SegmentsConfig): Segments {
  const names = Object.keys(config.groups);
  const parts = names.map((name) => config.groups[name]!.map((part, i) => compilePart(part, ['groups', name, i])));
  const allowed = (config.allow ?? []).map((entry, i) => compileAllow(entry, names, ['allow', i]));
  const isolated = new Set((config.isolated ?? []).map((name, i) => known(name, names, ['isolated', i])));
  const answers = new WeakMap<PortTable, Map<string, PortSet | undefined>>();
  const decide: Segments['permitted'] = (from, to, ports) => {
    if (from.some((name) => to.includes(name))) return undefined;
    const isSaid = (from.length > 0 && to.length > 0) || to.some((name) => isolated.has(name));
    if (!isSaid) return undefined;
    const entries = allowed.filter((entry) => from.includes(entry.from) && to.includes(entry.to));
    if (entries.some((entry) => entry.ports === undefined)) return EVERYTHING;
    return ports.of(entries.flatMap((entry) => entry.ports ?? []));
  };
  return {
    names,
    cuts: parts.flat().flatMap(({ ranges }) => ranges),
    ofNode: (node, labels) => names.filter((_, i) => parts[i]!.some((part) => part.picks(node, labels))),
    ofRange: (range) =>
      names.filter((_, i) => parts[i]!.some(({ ranges }) => ranges.some((one) => within(range, one)))),
    permitted(from, to, ports) {
      let known = answers.get(ports);
      if (!known) answers.set(ports, (known = new Map()));
      const key = `${from.join()}|${to.join()}`;
      if (!known.has(key)) known.set(key, decide(from, to, ports));
      return known.get(key);
    },
  };
}

interface Part {
  readonly ranges: readonly AddressRange[];
  picks(node: Node, namespaceLabels: Readonly<Record<string, string>>): boolean;
}

function compilePart(part: SegmentPart, path: readonly (string | number)[]): Part {
  const { namespaces, namespaceLabels, pods, addresses, external } = part;
  const isOutside = external === true || addresses !== undefined;
  const isInside = namespaces !== undefined || namespaceLabels !== undefined || pods !== undefined;
  if (isOutside === isInside) {
    throw new SegmentMistake(
      path,
      isOutside ? 'A part is either of pods or of addresses.' : 'A part must say whom it is about.',
    );
  }
  const ranges = (addresses ?? []).map((text, i) => rangeOf(text, [...path, 'addresses', i]));
  const globs = namespaces?.map(compileGlob);
  const holds = (wanted: Readonly<Record<string, string>> | undefined, labels: Readonly<Record<string, string>>) =>
    Object.entries(wanted ?? {}).every(([key, value]) => labels[key] === value);
  return {
    ranges: external ? [ALL_IPV4, ...ranges] : ranges,
    picks: (node, labels) =>
      isInside &&
      (globs?.some((glob) => glob(node.namespace)) ?? true) &&
      holds(namespaceLabels, labels) &&
      (pods === undefined || node.pods.some((pod) => holds(pods, pod.labels))),
  };
}

function rangeOf(text: string, path: readonly (string | number)[]): AddressRange {
  const range = parseCidr(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);
  if (range) return range;
  throw new SegmentMistake(path, `"${text}" is no block of addresses.`);
}

function compileAllow({ from, to, ports }: AllowEntry, names: readonly string[], path: readonly (string | number)[]) {
  return {
    from: known(from, names, [...path, 'from']),
    to: known(to, names, [...path, 'to']),
    ports: ports?.map((port, i) => portRange(port, [...path, 'ports', i])),
  };
}

function known(name: string, names: readonly string[], path: readonly (string | number)[]): string {
  if (names.includes(name)) return name;
  throw new SegmentMistake(path, `There is no segment "${name}": there are ${names.join(', ') || 'none'}.`);
}

function portRange(value: string | number, path: readonly (string | number)[]): PortRange {
  const [, name = 'TCP', from, to = from] = /^(?:([A-Z]+)\/)?(\d{1,5})(?:-(\d{1,5}))?$/.exec(String(value)) ?? [];
  const protocol = PROTOCOLS.find((one) => one === name);
  const range = { from: Number(from), to: Number(to) };
  if (protocol && range.from >= 1 && range.to <= 65535 && range.from <= range.to) return { protocol, ...range };
  throw new SegmentMistake(path, `"${value}" is no port: give one like 443, 8000-8080 or UDP/53.`);
}
