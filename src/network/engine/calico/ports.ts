import type { Json, JsonObject, Path } from '../../../model/json.ts';
import { asString, show } from '../../../std/value.ts';
import type { Ports, Report } from '../policy.ts';
import { PROTOCOLS, type Protocol } from '../ports.ts';
import { portsAt } from '../read-list.ts';
import { isPort } from '../read-network-policy.ts';

const NUMBERS: Readonly<Record<number, string>> = {
  1: 'ICMP',
  6: 'TCP',
  17: 'UDP',
  58: 'ICMPV6',
  132: 'SCTP',
  136: 'UDPLITE',
};
const NAMES: ReadonlySet<string> = new Set(Object.values(NUMBERS));

/** What a rule says of protocols and of the ports of the receiver; undefined where it can't be about any of TCP, UDP and SCTP. */
export function rulePorts(
  rule: JsonObject,
  destination: JsonObject,
  path: Path,
  report: Report,
): { readonly ports: Ports | undefined } | undefined {
  const protocols = protocolsOf(rule, path, report);
  if (protocols.length === 0) return undefined;
  const place = [...path, 'destination'];
  const read = (field: string) => portsOf(destination[field], protocols, [...place, field], report);
  const ports = read('ports');
  const except = read('notPorts');
  if ((ports ?? except) && rule['protocol'] === undefined) {
    report([...place, ports ? 'ports' : 'notPorts'], 'ports stand without a protocol');
  }
  if (!ports && !except && protocols.length === PROTOCOLS.length) return { ports: undefined };
  const whole = { ranges: protocols.map((protocol) => ({ protocol, from: 1, to: 65535 })), named: [] };
  return { ports: { ...(ports ?? whole), ...(except && { except }) } };
}

function protocolsOf(rule: JsonObject, path: Path, report: Report): readonly Protocol[] {
  const [wanted, unwanted] = ['protocol', 'notProtocol'].map((field) => nameOf(rule[field], [...path, field], report));
  return PROTOCOLS.filter((one) => (wanted === undefined || one === wanted) && one !== unwanted);
}

function nameOf(value: Json | undefined, path: Path, report: Report): string | undefined {
  if (value === undefined || value === null) return undefined;
  const number = typeof value === 'number' ? value : Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= 255) return NUMBERS[number] ?? String(number);
  const name = (asString(value) ?? '').toUpperCase();
  if (!NAMES.has(name)) report(path, `there is no protocol ${show(value)}`);
  return name;
}

/** Numbers, ranges `80:90` and names ("Ports"). */
function portsOf(
  value: Json | undefined,
  protocols: readonly Protocol[],
  path: Path,
  report: Report,
): Ports | undefined {
  return portsAt(value, path, report, (entry, place) => {
    const read = portOf(entry, place, report);
    if (typeof read === 'string') return { named: protocols.map((protocol) => ({ protocol, name: read })) };
    return read && { ranges: protocols.map((protocol) => ({ protocol, from: read[0], to: read[1] })) };
  });
}

function portOf(entry: Json, path: Path, report: Report): string | readonly [number, number] | undefined {
  if (isPort(entry)) return [entry, entry];
  const text = asString(entry);
  const range = text === undefined ? undefined : /^(\d{1,5})(?::(\d{1,5}))?$/.exec(text);
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2] ?? range[1])];
    if (from <= to && to <= 65535) return [Math.max(from, 1), to];
    return report(path, `the range ${text} holds no port`);
  }
  if (text !== undefined && /^[a-zA-Z0-9_.-]{1,128}$/.test(text)) return text;
  return report(path, `${show(entry)} is no port`);
}
