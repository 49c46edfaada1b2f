import { type AddressRange, addressText, ALL_IPV4, ALL_IPV6, isIpv6, within } from '../engine/address.ts';
import { PRIVATE } from './resolve.ts';

/** A block of addresses as an ipBlock states it. */
export interface Block {
  readonly cidr: string;
  readonly except: readonly string[];
}

/** Beyond so many, single addresses are gathered: rules of hundreds of blocks are read by nobody. */
const MOST_BLOCKS = 8;

/** All addresses of the internet: none that is private or special. */
export function internetBlocks(families: { readonly ipv6: boolean }): Block[] {
  const v6 = families.ipv6 ? [blockOf(ALL_IPV6)] : [];
  return [blockOf(ALL_IPV4), ...v6];
}

function blockOf(space: AddressRange): Block {
  return { cidr: cidrsOf(space)[0]!, except: PRIVATE.filter((one) => within(one, space)).flatMap(cidrsOf) };
}

/**
 * Few blocks that hold all ranges: exact ones where they are few, else /24 and /64 around private addresses and the whole internet
 * for public ones. What that allows beyond is told as over-permission.
 */
export function blocksFor(ranges: readonly AddressRange[]): Block[] {
  const exact = joined(ranges).flatMap(cidrsOf);
  if (exact.length <= MOST_BLOCKS) return exact.map((cidr) => ({ cidr, except: [] }));
  const isPrivate = (range: AddressRange) => PRIVATE.some((one) => within(range, one));
  const inside = joined(ranges.filter(isPrivate).map(widened)).flatMap(cidrsOf);
  const open = ranges.filter((range) => !isPrivate(range));
  const around = joined(open).flatMap(cidrsOf);
  const single = inside.map((cidr): Block => ({ cidr, except: [] }));
  if (around.length <= MOST_BLOCKS) return [...single, ...around.map((cidr) => ({ cidr, except: [] }))];
  const families = [ALL_IPV4, ALL_IPV6].filter((space) => open.some((one) => within(one, space)));
  return [...single, ...families.map(blockOf)];
}

/** The /24 (IPv6: /64) that a range begins in, up to its end. */
function widened({ from, to }: AddressRange): AddressRange {
  const size = isIpv6({ from, to }) ? 1n << 64n : 256n;
  const base = isIpv6({ from, to }) ? ALL_IPV6.from : 0n;
  const start = base + ((from - base) / size) * size;
  const end = base + ((to - base) / size) * size + size - 1n;
  return { from: start, to: end };
}

function joined(ranges: readonly AddressRange[]): AddressRange[] {
  const out: { from: bigint; to: bigint }[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = out.at(-1);
    if (last && from <= last.to + 1n && from !== ALL_IPV6.from) last.to = to > last.to ? to : last.to;
    else out.push({ from, to });
  }
  return out;
}

/** The fewest CIDRs that make up a range. */
export function cidrsOf({ from, to }: AddressRange): string[] {
  const base = isIpv6({ from, to }) ? ALL_IPV6.from : 0n;
  const width = isIpv6({ from, to }) ? 128 : 32;
  const out: string[] = [];
  for (let at = from; at <= to;) {
    let bits = 0;
    while (bits < width && (at - base) % (1n << BigInt(bits + 1)) === 0n && at + (1n << BigInt(bits + 1)) - 1n <= to)
      bits++;
    out.push(`${addressText(at)}/${width - bits}`);
    at += 1n << BigInt(bits);
  }
  return out;
}
