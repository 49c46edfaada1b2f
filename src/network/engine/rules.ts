import type { PodClass } from './classes.ts';
import type { Direction, NamedPort, Rule } from './policy.ts';
import { EVERYTHING, type PortRange, PROTOCOLS, type PortSet, type PortTable } from './ports.ts';

/** The ports of rules, where named ones stand for the numbers that the receiving pod gives them. */
export interface Rules {
  /** Whether the ports depend on who is on the other side. */
  varies(rule: Rule, direction: Direction): boolean;
  /** `column` is the class whose rules these are, `other` the column of the other side. */
  portsOf(rule: Rule, column: number, other: number, direction: Direction): PortSet;
}

interface World {
  readonly ports: PortTable;
  readonly classes: readonly PodClass[];
  readonly stands: number;
}

export function createRules({ ports, classes, stands }: World): Rules {
  const numbers = new Map<Rule, PortSet>();
  const resolved = new Map<Rule, Map<string, PortSet>>();
  const numbered = (rule: Rule): PortSet => {
    if (!rule.ports) return EVERYTHING;
    let set = numbers.get(rule);
    if (set === undefined) numbers.set(rule, (set = ports.of(rule.ports.ranges)));
    return set;
  };
  const atClass = (rule: Rule, receiver: PodClass): PortSet => {
    let sets = resolved.get(rule);
    if (!sets) resolved.set(rule, (sets = new Map()));
    let set = sets.get(receiver.portsKey);
    if (set === undefined) {
      const ranges = rule.ports!.named.flatMap((name) => resolve(name, receiver));
      sets.set(receiver.portsKey, (set = ports.union(numbered(rule), ports.of(ranges))));
    }
    return set;
  };
  /** Nobody knows yet which number it will be: the name is kept. */
  const unresolved = (rule: Rule): PortSet =>
    rule
      .ports!.named.flatMap(({ protocol, name }) =>
        (protocol ? [protocol] : PROTOCOLS).map((one) => ports.named(one, name)),
      )
      .reduce((a, b) => ports.union(a, b), numbered(rule));
  return {
    varies: (rule, direction) => direction === 'egress' && (rule.ports?.named.length ?? 0) > 0,
    portsOf(rule, column, other, direction) {
      if (!rule.ports || rule.ports.named.length === 0) return numbered(rule);
      const receiver = direction === 'ingress' ? column : other;
      if (receiver < classes.length) return atClass(rule, classes[receiver]!);
      return receiver < classes.length + stands ? unresolved(rule) : numbered(rule);
    },
  };
}

function resolve({ protocol, name }: NamedPort, receiver: PodClass): PortRange[] {
  return receiver.ports
    .filter((port) => port.name === name && (protocol === undefined || port.protocol === protocol))
    .map(({ protocol: own, port }) => ({ protocol: own, from: port, to: port }));
}
