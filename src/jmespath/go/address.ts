import { FunctionFailure } from '../error.ts';

/** The host of a URL, as `url.Parse` and `Hostname` give it: empty for a URL without one. @throws FunctionFailure */
export function hostOf(url: string): string {
  // oxlint-disable-next-line no-control-regex -- what Go refuses
  if (/[\0-\x1f\x7f]/.test(url)) throw new FunctionFailure('invalid control character in URL');
  if (url.startsWith(':')) throw new FunctionFailure('missing protocol scheme');
  const [, scheme, authority] = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/([^/?#]*))?/.exec(url)!;
  if (scheme === undefined && authority === undefined && /^[^/?#]*:/.test(url)) {
    throw new FunctionFailure('first path segment in URL cannot contain colon');
  }
  const place = (authority ?? '').slice((authority ?? '').lastIndexOf('@') + 1);
  const match = /^(?:\[([^\]]*)\]|([^:[\] "<>\\^`{|}]*))(?::(\d*))?$/.exec(place);
  if (!match) throw new FunctionFailure(`invalid host "${place}"`);
  return match[1] ?? match[2] ?? '';
}

/** Whether an address is of a loopback or private network; undefined for what is no address. */
export function isInternal(address: string): boolean | undefined {
  const v4 = readV4(address);
  if (v4) return isInternalV4(v4);
  const v6 = readV6(address);
  if (!v6) return undefined;
  const mapped = v6.slice(0, 5).every((group) => group === 0) && v6[5] === 0xffff;
  if (mapped) return isInternalV4([v6[6]! >> 8, v6[6]! & 255, v6[7]! >> 8, v6[7]! & 255]);
  const loopback = v6.slice(0, 7).every((group) => group === 0) && v6[7] === 1;
  return loopback || (v6[0]! & 0xfe00) === 0xfc00;
}

function isInternalV4([a = 0, b = 0]: readonly number[]): boolean {
  return a === 127 || a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168);
}

function readV4(text: string): number[] | undefined {
  const parts = text.split('.');
  const valid = parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return valid ? parts.map(Number) : undefined;
}

/** Eight groups; `::` stands for one or more of zero, and the last two may be written as an IPv4 address. */
function readV6(text: string): number[] | undefined {
  if (!text.includes(':') || text.length > 45) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = [readGroups(halves[0]!), halves.length === 2 ? readGroups(halves[1]!) : []];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

function readGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    const v4 = i === parts.length - 1 ? readV4(part) : undefined;
    if (v4) groups.push((v4[0]! << 8) | v4[1]!, (v4[2]! << 8) | v4[3]!);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}
