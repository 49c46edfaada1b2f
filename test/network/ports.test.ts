import { expect, it } from 'vitest';
import { createPortTable, EVERYTHING, NOTHING, type PortRange, PROTOCOLS } from '../../src/network/engine/ports.ts';

const all = (from = 1, to = 65535): PortRange[] => PROTOCOLS.map((protocol) => ({ protocol, from, to }));

it('has one number for one set, however it comes about', () => {
  const ports = createPortTable();
  const [low, high] = [ports.of(all(1, 100)), ports.of(all(101))];

  expect(ports.of(all())).toBe(EVERYTHING);
  expect(ports.union(low, high)).toBe(EVERYTHING);
  expect(ports.subtract(ports.subtract(EVERYTHING, low), high)).toBe(NOTHING);
  expect(ports.intersect(low, high)).toBe(NOTHING);
});

it('keeps names that stand for no number yet, until every number of their protocol is gone', () => {
  const ports = createPortTable();
  const web = ports.named('TCP', 'web');
  const tcp = ports.of([{ protocol: 'TCP', from: 1, to: 65535 }]);
  const sctp = ports.of([{ protocol: 'SCTP', from: 1, to: 65535 }]);

  expect(ports.text(ports.union(web, ports.of([{ protocol: 'TCP', from: 80, to: 80 }])))).toBe('TCP 80,web');
  expect(ports.union(web, tcp)).toBe(tcp);
  expect(ports.subtract(web, tcp)).toBe(NOTHING);
  expect(ports.subtract(web, sctp)).toBe(web);
  expect(ports.text(ports.subtract(EVERYTHING, tcp))).toBe('UDP 1-65535;SCTP 1-65535');
  expect(ports.text(ports.subtract(ports.subtract(EVERYTHING, tcp), sctp))).toBe('UDP 1-65535');
});
