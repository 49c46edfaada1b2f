import type { Json, JsonObject, Path } from '../../../model/json.ts';
import { asList, asObject, asString, asStrings, at, isObject, show } from '../../../std/value.ts';
import type { Ports, Report } from '../policy.ts';
import { type PortRange, PROTOCOLS, type Protocol } from '../ports.ts';
import { listAt, portsAt } from '../read-list.ts';

/** One entry of `toPorts`: its ports, and what is asked beyond them. */
export interface PortRule {
  /** Undefined for every port. */
  readonly ports: Ports | undefined;
  readonly notes: readonly string[];
}

/** Reads `toPorts` and `icmps`; undefined where a rule says neither (docs.cilium.io, "Layer 4 Policies"). */
export function portRulesOf(rule: JsonObject, path: Path, report: Report): readonly PortRule[] | undefined {
  const entries = listAt(rule['toPorts'], [...path, 'toPorts'], report);
  const icmp = asList(rule['icmps']).length > 0;
  if (entries.length === 0 && !icmp) return undefined;
  const rules = entries.map((entry, i): PortRule => {
    const place = [...path, 'toPorts', i];
    const read = (port: Json, where: Path) => portOf(port, where, report);
    return { ports: portsAt(at(entry, 'ports'), [...place, 'ports'], report, read), notes: notesOf(asObject(entry)) };
  });
  // No port of any protocol that is told of here.
  const none: PortRule = { ports: { ranges: [], named: [] }, notes: [] };
  return icmp ? [...rules, none] : rules;
}

const NOTHING: Ports = { ranges: [], named: [] };

/** `port` is text: a number, `0` for all, or a name. Without a protocol, or with ANY, each is meant. */
function portOf(entry: Json, path: Path, report: Report): Ports {
  const { port, endPort, protocol } = asObject(entry);
  const protocols = protocolsOf(protocol, [...path, 'protocol'], report);
  if (port === undefined || port === '') return { ranges: protocols.map((one) => all(one)), named: [] };
  if (typeof port !== 'string') {
    report([...path, 'port'], `the port ${show(port)} must be text: "${show(port)}"`);
    return NOTHING;
  }
  if (!/^\d+$/.test(port)) return nameOf(port, protocols, path, report);
  const from = Number(port);
  if (from > 65535) report([...path, 'port'], `${port} is no port`);
  const to = typeof endPort === 'number' && endPort !== 0 ? endPort : from;
  if (to < from || to > 65535) report([...path, 'endPort'], `the range ${port}-${show(endPort)} holds no port`);
  const ranges = protocols.map((one) => (from === 0 ? all(one) : { protocol: one, from, to }));
  return { ranges, named: [] };
}

function nameOf(name: string, protocols: readonly Protocol[], path: Path, report: Report): Ports {
  const good = name.length <= 63 && /^[a-zA-Z0-9-]*[a-zA-Z][a-zA-Z0-9-]*$/.test(name);
  if (!good) report([...path, 'port'], `"${name}" is no name of a port`);
  return { ranges: [], named: protocols.map((protocol) => ({ protocol, name })) };
}

function all(protocol: Protocol): PortRange {
  return { protocol, from: 1, to: 65535 };
}

const UNTOLD: ReadonlySet<unknown> = new Set(['ICMP', 'ICMPV6', 'ICMPv6', 'VRRP', 'IGMP']);

function protocolsOf(value: Json | undefined, path: Path, report: Report): readonly Protocol[] {
  const text = asString(value)?.toUpperCase() ?? '';
  if (text === '' || text === 'ANY') return PROTOCOLS;
  const one = PROTOCOLS.find((known) => known === text);
  if (!one && !UNTOLD.has(value)) report(path, `there is no protocol ${show(value)}`);
  return one ? [one] : [];
}

/** What layer 7, TLS and proxies ask: it can't be known from objects whether a connection fulfils it. */
function notesOf(entry: JsonObject): string[] {
  const rules = asObject(entry['rules']);
  const http = asList(rules['http']).map(httpText);
  const dns = asList(rules['dns']).map(
    (one) => asString(at(one, 'matchName')) ?? asString(at(one, 'matchPattern')) ?? '',
  );
  const servers = asStrings(entry['serverNames']);
  const listener = asString(at(entry, 'listener', 'name'));
  return [
    ...(http.length > 0 ? [`only HTTP ${http.join(', ')}`] : []),
    ...(dns.length > 0 ? [`only DNS for ${dns.join(', ')}`] : []),
    ...(asList(rules['kafka']).length > 0 ? ['only some requests of Kafka'] : []),
    ...(asString(rules['l7proto']) ? [`only some requests of ${asString(rules['l7proto'])}`] : []),
    ...(servers.length > 0 ? [`only TLS for ${servers.join(', ')}`] : []),
    ...(listener === undefined ? [] : [`through the listener ${listener}`]),
  ];
}

function httpText(rule: Json): string {
  const { method, path, host, headers, headerMatches } = asObject(rule);
  const parts = [asString(method), asString(path), asString(host) && `on ${asString(host)}`].filter(Boolean);
  if (isObject(rule) && (asList(headers).length > 0 || asList(headerMatches).length > 0))
    parts.push('with some headers');
  return parts.join(' ') || 'requests';
}
