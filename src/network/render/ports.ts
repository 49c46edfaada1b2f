import { createPortTable, EVERYTHING, type PortRange, PROTOCOLS } from '../engine/ports.ts';

/** `TCP 80,443-445;UDP 53` as ranges; names of ports stand for none. */
export function rangesOf(conns: string): PortRange[] {
  return conns.split(';').flatMap((part) => {
    const protocol = PROTOCOLS.find((one) => part.startsWith(`${one} `));
    const list = protocol ? part.slice(protocol.length + 1).split(',') : [];
    return list.flatMap((text) => {
      const [from = NaN, to = from] = text.split('-').map(Number);
      return protocol && Number.isInteger(from) && Number.isInteger(to) ? [{ protocol, from, to }] : [];
    });
  });
}

const SETS = /(?:TCP|UDP|SCTP) [\d,-]+(?:;(?:TCP|UDP|SCTP) [\d,-]+)*/g;

/** Sets of ports in a text for people: `all but TCP 5432` where that is shorter. */
export function withShortPorts(text: string): string {
  return text.replace(SETS, shortPorts);
}

function shortPorts(conns: string): string {
  // Nothing that leaves out few ports is told in few words.
  if (conns.length < 'TCP 1-1,3-65535;UDP 1-65535'.length) return conns;
  const ports = createPortTable();
  const rest = ports.text(ports.subtract(EVERYTHING, ports.of(rangesOf(conns))));
  return rest.length + 'all but '.length < conns.length ? `all but ${rest}` : conns;
}
