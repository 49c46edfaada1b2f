import type { PodClass } from './classes.ts';
import { includes } from './columns.ts';
import type { PeerIndex } from './peers.ts';
import type { Direction, NamedPort, Ports, Rule } from './policy.ts';
import { EVERYTHING, type PortRange, PROTOCOLS, type PortSet, type PortTable } from './ports.ts';

/** The ports of rules, where named ones stand for the numbers that the receiving pod gives them. */
export interface Rules {
  /** Whether a rule is about the class whose policy has it. */
  concerns(rule: Rule, column: number): boolean;
  /** Whether the ports depend on who is on the other side. */
  varies(rule: Rule, direction: Direction): boolean;
  /** `column` is the class whose rules these are, `other` the column of the other side. */
  portsOf(rule: Rule, column: number, other: number, direction: Direction): PortSet;
}

interface World {
  readonly ports: PortTable;
  readonly classes: readonly PodClass[];
  readonly index: PeerIndex;
  readonly stands: number;
}

/** What the ports of a rule come to; rules that say the same share it. */
interface Meaning {
  numbers?: PortSet;
  /** By what a receiver's named ports are. */
  readonly atReceiver: Map<string, PortSet>;
}

export function createRules({ ports: table, classes, index, stands }: World): Rules {
  const meaningOf = meanings();
  const without = (set: PortSet, except: PortSet | undefined) =>
    except === undefined ? set : table.subtract(set, except);
  const numbered = (ports: Ports): PortSet => {
    const meaning = meaningOf(ports);
    return (meaning.numbers ??= without(table.of(ports.ranges), ports.except && numbered(ports.except)));
  };
  const atClass = (ports: Ports, receiver: PodClass): PortSet => {
    const { atReceiver } = meaningOf(ports);
    let set = atReceiver.get(receiver.portsKey);
    if (set === undefined) {
      const ranges = ports.named.flatMap((name) => resolve(name, receiver));
      const all = table.union(table.of(ports.ranges), table.of(ranges));
      set = without(all, ports.except && atClass(ports.except, receiver));
      atReceiver.set(receiver.portsKey, set);
    }
    return set;
  };
  /** Nobody knows yet which number it will be: the name is kept. */
  const unresolved = (ports: Ports): PortSet => {
    const named = ports.named.flatMap(({ protocol, name }) =>
      (protocol ? [protocol] : PROTOCOLS).map((one) => table.named(one, name)),
    );
    const all = named.reduce((a, b) => table.union(a, b), table.of(ports.ranges));
    return without(all, ports.except && unresolved(ports.except));
  };
  return {
    concerns: ({ own }, column) => own === undefined || includes(index.columns(own), column),
    varies: (rule, direction) => direction === 'egress' && namesPorts(rule),
    portsOf({ ports }, column, other, direction) {
      if (!ports) return EVERYTHING;
      if (!hasNames(ports)) return numbered(ports);
      const receiver = direction === 'ingress' ? column : other;
      if (receiver < classes.length) return atClass(ports, classes[receiver]!);
      return receiver < classes.length + stands ? unresolved(ports) : numbered(ports);
    },
  };
}

function meanings(): (ports: Ports) => Meaning {
  const known = new Map<Ports, Meaning>();
  const said = new Map<string, Meaning>();
  return (ports) => {
    let meaning = known.get(ports);
    if (!meaning) {
      const text = JSON.stringify(ports);
      meaning = said.get(text);
      if (!meaning) said.set(text, (meaning = { atReceiver: new Map() }));
      known.set(ports, meaning);
    }
    return meaning;
  };
}

/** Whether which ports a rule means depends on the receiving pod. */
export function namesPorts({ ports }: Rule): boolean {
  return ports !== undefined && hasNames(ports);
}

function hasNames({ named, except }: Ports): boolean {
  return named.length > 0 || (except !== undefined && except.named.length > 0);
}

function resolve({ protocol, name }: NamedPort, receiver: PodClass): PortRange[] {
  return receiver.ports
    .filter((port) => port.name === name && (protocol === undefined || port.protocol === protocol))
    .map(({ protocol: own, port }) => ({ protocol: own, from: port, to: port }));
}
