import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, isObject, show } from '../../std/value.ts';
import type { NamedPort, Ports, Report } from './policy.ts';
import type { PortRange } from './ports.ts';
import { append } from '../../std/append.ts';

/* Parts of policies whose absence widens them: what is of another type is refused, never read as nothing. */

/** The items of a list; absent and null ones hold none. */
export function listAt(value: Json | undefined, path: Path, report: Report): readonly Json[] {
  if (value !== undefined && value !== null && !Array.isArray(value)) report(path, `${show(value)} is no list`);
  return asList(value);
}

/** The fields of an object; absent and null ones have none, as decoders of Kubernetes read them. */
export function objectAt(value: Json | undefined, path: Path, report: Report): JsonObject {
  if (value !== undefined && value !== null && !isObject(value)) report(path, `${show(value)} is no object`);
  return asObject(value);
}

/** What one entry of a list of ports comes to; undefined where it is reported. */
type ReadPorts = (entry: Json, path: Path) => Partial<Pick<Ports, 'ranges' | 'named'>> | undefined;

/** The ports of a rule; undefined where an empty or absent list means every port of every protocol. */
export function portsAt(value: Json | undefined, path: Path, report: Report, read: ReadPorts): Ports | undefined {
  const list = listAt(value, path, report);
  if (list.length === 0) return undefined;
  const ranges: PortRange[] = [];
  const named: NamedPort[] = [];
  list.forEach((entry, i) => {
    const found = read(entry, [...path, i]);
    if (found?.ranges) append(ranges, found.ranges);
    if (found?.named) append(named, found.named);
  });
  return { ranges, named };
}
