import { type Functions, ofTexts } from './types.ts';

interface Network {
  readonly address: bigint;
  readonly length: number;
  /** 32 or 128. */
  readonly bits: number;
}

export const NETWORKS: Functions = {
  cidrsubnet: ofTexts((text = '', more = '', number = '') => {
    const network = parse(text);
    return network && subnet(network, Number(more), number);
  }),
  cidrsubnets: ofTexts((text = '', ...more) => {
    const network = parse(text);
    return network && subnets(network, more.map(Number));
  }),
  cidrhost: ofTexts((text = '', number = '') => {
    const network = parse(text);
    if (!network || !/^-?\d+$/.test(number)) return undefined;
    const size = 1n << BigInt(network.bits - network.length);
    const host = BigInt(number) < 0n ? size + BigInt(number) : BigInt(number);
    return host >= 0n && host < size ? show({ ...network, address: network.address + host }) : undefined;
  }),
  cidrnetmask: ofTexts((text = '') => {
    const network = parse(text);
    return network?.bits === 32 ? show({ ...network, address: masked(-1n, network.length, 32) }) : undefined;
  }),
};

function parse(text: string): Network | undefined {
  const [, address = '', prefix = ''] = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(text) ?? [];
  const bits = address.includes(':') ? 128 : 32;
  const value = bits === 128 ? parseV6(address) : parseV4(address);
  const length = Number(prefix);
  if (value === undefined || length > bits || prefix === '') return undefined;
  return { address: masked(value, length, bits), length, bits };
}

function masked(address: bigint, length: number, bits: number): bigint {
  const all = (1n << BigInt(bits)) - 1n;
  const host = (1n << BigInt(bits - length)) - 1n;
  return address & all & ~host;
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.').map(Number);
  if (parts.length !== 4 || !parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
  const [head = '', tail] = text.split('::');
  const [before, after] = [head, tail ?? ''].map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - before!.length - after!.length;
  if (missing < 0 || (tail === undefined && missing > 0)) return undefined;
  const parts = [...before!, ...Array.from({ length: missing }, () => '0'), ...after!];
  if (!parts.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part))) return undefined;
  return parts.reduce((sum, part) => sum * 65_536n + BigInt(`0x${part}`), 0n);
}

function subnet(network: Network, more: number, number: string): string | undefined {
  const length = network.length + more;
  if (!Number.isInteger(more) || more < 0 || length > network.bits || !/^\d+$/.test(number)) return undefined;
  if (BigInt(number) >= 1n << BigInt(more)) return undefined;
  const address = network.address + (BigInt(number) << BigInt(network.bits - length));
  return `${show({ ...network, address })}/${length}`;
}

function subnets(network: Network, more: readonly number[]): string[] | undefined {
  const made: string[] = [];
  let next = network.address;
  for (const bits of more) {
    const length = network.length + bits;
    if (!Number.isInteger(bits) || bits < 1 || length > network.bits) return undefined;
    const size = 1n << BigInt(network.bits - length);
    const address = ((next + size - 1n) / size) * size;
    if (masked(address, network.length, network.bits) !== network.address) return undefined;
    made.push(`${show({ ...network, address })}/${length}`);
    next = address + size;
  }
  return made;
}

function show({ address, bits }: Network): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
  const parts = Array.from({ length: 8 }, (_, i) => ((address >> BigInt(112 - 16 * i)) & 65_535n).toString(16));
  return shortened(parts);
}

/** The longest run of zeros as `::` (RFC 5952). */
function shortened(parts: readonly string[]): string {
  let [start, length] = [-1, 1];
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && parts[end] === '0') end++;
    if (end - i > length) [start, length] = [i, end - i];
  }
  if (start === -1) return parts.join(':');
  return `${parts.slice(0, start).join(':')}::${parts.slice(start + length).join(':')}`;
}
