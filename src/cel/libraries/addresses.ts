/** An address as a number with its width in bits. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Reads an address of IPv4 or IPv6, as Go's netip.ParseAddr does but without zones and IPv4 within IPv6 (Kubernetes refuses both). */
export function parseAddress(text: string): Address | undefined {
  if (text.length > 45) return undefined;
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

function parseV4(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return { bits: 32, value: parts.reduce((value, part) => value * 256n + BigInt(part), 0n) };
}

function parseV6(written: string): Address | undefined {
  const text = inGroups(written);
  if (text === undefined) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const given = [...head!, ...(tail ?? [])];
  if (!given.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const missing = 8 - given.length;
  if (tail ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head!, ...Array<string>(missing).fill('0'), ...(tail ?? [])];
  const value = groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
  // ::ffff:0:0/96 is IPv4 within IPv6
  return value >> 32n === 0xff_ffn ? undefined : { bits: 128, value };
}

/** The last four bytes may be written as IPv4: `::1.2.3.4` is `::102:304`. */
function inGroups(text: string): string | undefined {
  if (!text.includes('.')) return text;
  const start = text.lastIndexOf(':') + 1;
  const tail = parseV4(text.slice(start));
  return tail && `${text.slice(0, start)}${(tail.value >> 16n).toString(16)}:${(tail.value & 0xff_ffn).toString(16)}`;
}

/** The one way to write it (RFC 5952). */
export function showAddress({ bits, value }: Address): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xff_ffn).toString(16));
  const runs = groups
    .map((_, i) => groups.slice(i).findIndex((group) => group !== '0'))
    .map((run, i) => (run < 0 ? 8 - i : run));
  const longest = Math.max(...runs);
  if (longest < 2) return groups.join(':');
  const start = runs.indexOf(longest);
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + longest).join(':')}`;
}

const inRange = (address: Address, network: string, length: number): boolean => {
  const other = parseAddress(network)!;
  const shift = BigInt(other.bits - length);
  return address.bits === other.bits && address.value >> shift === other.value >> shift;
};

/** What Go's netip says of an address. */
export const ADDRESS_QUESTIONS: Readonly<Record<string, (address: Address) => boolean>> = {
  isUnspecified: ({ value }) => value === 0n,
  isLoopback: (address) => inRange(address, '127.0.0.0', 8) || inRange(address, '::1', 128),
  isLinkLocalMulticast: (address) => inRange(address, '224.0.0.0', 24) || inRange(address, 'ff02::', 16),
  isLinkLocalUnicast: (address) => inRange(address, '169.254.0.0', 16) || inRange(address, 'fe80::', 10),
  isGlobalUnicast: (address) => {
    const isMulticast = inRange(address, '224.0.0.0', 4) || inRange(address, 'ff00::', 8);
    const isBroadcast = address.bits === 32 && address.value === 0xff_ff_ff_ffn;
    const { isUnspecified, isLoopback, isLinkLocalUnicast } = ADDRESS_QUESTIONS;
    return !(
      isMulticast ||
      isBroadcast ||
      isUnspecified!(address) ||
      isLoopback!(address) ||
      isLinkLocalUnicast!(address)
    );
  },
};
