import type { Json, JsonObject, Path } from '../../../model/json.ts';
import { asList, asString, show } from '../../../std/value.ts';
import { ALL_TCP, type Ports, type Report } from '../policy.ts';
import type { PortRange } from '../ports.ts';

/** The ports of a list and not of the list that negates; undefined where neither is there. */
export function portsOf(
  owner: JsonObject,
  [field, not]: readonly [string, string],
  path: Path,
  report: Report,
): Ports | undefined {
  const wanted = numbersOf(owner[field], [...path, field], report);
  const unwanted = numbersOf(owner[not], [...path, not], report);
  if (!wanted && !unwanted) return undefined;
  return { ranges: minus(wanted ?? ALL_TCP.ranges, unwanted ?? []), named: [] };
}

/** Ports that each of the conditions holds; every port of TCP where there is none. */
export function inAll(conditions: readonly Ports[]): Ports {
  const common = (a: readonly PortRange[], b: readonly PortRange[]) => minus(a, minus(ALL_TCP.ranges, b));
  return { ranges: conditions.reduce((all, { ranges }) => common(all, ranges), ALL_TCP.ranges), named: [] };
}

/** Numbers as text. */
function numbersOf(value: Json | undefined, path: Path, report: Report): readonly PortRange[] | undefined {
  const list = asList(value);
  if (list.length === 0) return undefined;
  return list.flatMap((entry, i): PortRange[] => {
    const port = Number(asString(entry) ?? NaN);
    if (Number.isInteger(port) && port >= 1 && port <= 65535) return [{ protocol: 'TCP', from: port, to: port }];
    report([...path, i], `${show(entry)} is no port`);
    return [];
  });
}

function minus(ranges: readonly PortRange[], holes: readonly PortRange[]): readonly PortRange[] {
  return holes.reduce<readonly PortRange[]>((left, hole) => left.flatMap((range) => without(range, hole)), ranges);
}

function without({ protocol, from, to }: PortRange, hole: PortRange): PortRange[] {
  if (hole.to < from || hole.from > to) return [{ protocol, from, to }];
  return [
    { protocol, from, to: hole.from - 1 },
    { protocol, from: hole.to + 1, to },
  ].filter((range) => range.from <= range.to);
}
