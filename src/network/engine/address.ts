/**
 * Addresses of both families on one line: IPv4 from 0, IPv6 behind it. A CIDR is a range of the line, so both families
 * are cut the same way.
 */
export interface AddressRange {
  readonly from: bigint;
  /** Inclusive. */
  readonly to: bigint;
}

const IPV6 = 1n << 32n;
export const ALL_IPV4: AddressRange = { from: 0n, to: IPV6 - 1n };
export const ALL_IPV6: AddressRange = { from: IPV6, to: IPV6 + (1n << 128n) - 1n };

/** The point of an address on the line; undefined for what is no address. */
export function parseAddress(text: string): bigint | undefined {
  if (!text.includes(':')) return parseIpv4(text);
  const value = parseIpv6(text);
  return value === undefined ? undefined : IPV6 + value;
}

/** The range of a CIDR; bits of the host part are dropped, as Go's `net.ParseCIDR` does. */
export function parseCidr(text: string): AddressRange | undefined {
  const [address = '', length = '', ...more] = text.split('/');
  const point = parseAddress(address);
  if (point === undefined || more.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const width = point >= IPV6 ? 128 : 32;
  if (Number(length) > width) return undefined;
  const base = point >= IPV6 ? IPV6 : 0n;
  const size = 1n << BigInt(width - Number(length));
  const from = base + ((point - base) / size) * size;
  return { from, to: from + size - 1n };
}

export function isIpv6(range: AddressRange): boolean {
  return range.from >= IPV6;
}

/** Whether the inner range lies in the outer one. */
export function within(inner: AddressRange, outer: AddressRange): boolean {
  return inner.from >= outer.from && inner.to <= outer.to;
}

/** `10.0.0.0-10.255.255.255`, as ranges of addresses are told. */
export function rangeText({ from, to }: AddressRange): string {
  return `${addressText(from)}-${addressText(to)}`;
}

export function addressText(point: bigint): string {
  if (point < IPV6) return [24n, 16n, 8n, 0n].map((shift) => String((point >> shift) & 255n)).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => (((point - IPV6) >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  return compressed(groups);
}

/** The address space cut at every boundary: each range holds addresses that no rule tells apart. */
export function atomsOf(spaces: readonly AddressRange[], ranges: readonly AddressRange[]): AddressRange[] {
  const cuts = new Set<bigint>(ranges.flatMap(({ from, to }) => [from, to + 1n]));
  return spaces.flatMap((space) => {
    const inside = [...cuts].filter((cut) => cut > space.from && cut <= space.to);
    const starts = [space.from, ...inside.sort((a, b) => (a < b ? -1 : 1))];
    return starts.map((from, i) => ({ from, to: (starts[i + 1] ?? space.to + 1n) - 1n }));
  });
}

/** Decimal without leading zeros, as Go reads it since 1.17. */
function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  const good = parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  return good ? BigInt(parts.reduce((sum, part) => sum * 256 + Number(part), 0)) : undefined;
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => groupsOf(half));
  if (!head || (halves.length === 2 && !tail)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...(tail ?? [])];
  return groups.reduce((sum, group) => (sum << 16n) + group, 0n);
}

/** The 16-bit groups of one half; the last one may be an IPv4 address. */
function groupsOf(half: string): bigint[] | undefined {
  if (half === '') return [];
  const groups: bigint[] = [];
  const parts = half.split(':');
  for (const [i, part] of parts.entries()) {
    const v4 = i === parts.length - 1 && part.includes('.') ? parseIpv4(part) : undefined;
    if (v4 !== undefined) groups.push(v4 >> 16n, v4 & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}

/** The longest run of zero groups as `::` (RFC 5952). */
function compressed(groups: readonly string[]): string {
  let best = { start: 0, length: 0 };
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (groups[i + length] === '0') length++;
    if (length > best.length) best = { start: i, length };
  }
  if (best.length < 2) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}
