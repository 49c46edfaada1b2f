import type { Json, JsonObject, Path } from '../../../model/json.ts';
import { asList, asObject, asString, asStrings, show } from '../../../std/value.ts';
import { parseAddress, parseCidr } from '../address.ts';
import { ISTIO_NAMESPACE, ISTIO_PRINCIPAL } from '../derived.ts';
import type { Peer } from '../policy.ts';
import type { Reading } from '../reading.ts';
import type { Where } from '../where.ts';
import { append } from '../../../std/append.ts';

/** Conditions on the other side: what is known of them, and what is not. */
export interface Sources {
  /** Each must hold; none where everybody is meant. */
  readonly parts: readonly (readonly Peer[])[];
  readonly notes: readonly string[];
}

type Reader = (values: readonly string[], path: Path, reading: Asked) => readonly Peer[];

export interface Asked extends Reading {
  readonly namespace: string;
}

/** Fields of a source and conditions of the same meaning (istio.io, "Source", "Authorization Policy Conditions"). */
const READERS: Readonly<Record<string, Reader>> = {
  principals: (values) => identities(values.map((value) => pattern(ISTIO_PRINCIPAL, value))),
  namespaces: (values) => identities(values.map((value) => pattern(ISTIO_NAMESPACE, value))),
  serviceAccounts: (values, _, { namespace }) =>
    identities(values.map((value) => pattern(ISTIO_PRINCIPAL, `*/${accountPath(value, namespace)}`))),
  ipBlocks: blocksOf,
};
const CONDITIONS: ReadonlyMap<string, string> = new Map([
  ['source.principal', 'principals'],
  ['source.namespace', 'namespaces'],
  ['source.serviceAccount', 'serviceAccounts'],
  ['source.ip', 'ipBlocks'],
]);
const UNKNOWN = ['requestPrincipals', 'remoteIpBlocks'];

/** One entry of `from`: all of its fields must hold, each by one of its values. */
export function readSource(entry: Json, path: Path, asked: Asked): Sources {
  const source = asObject(asObject(entry)['source']);
  const place = [...path, 'source'];
  const parts: (readonly Peer[])[] = [];
  for (const [field, read] of Object.entries(READERS)) {
    append(
      parts,
      both(source, { field, not: notted(field) }, (values, key) => read(values, [...place, key], asked)),
    );
  }
  return { parts, notes: UNKNOWN.flatMap((field) => unknownNotes(source, field)) };
}

/** One entry of `when`; undefined where it is about something else than the other side. */
export function readCondition(entry: Json, path: Path, asked: Asked): Sources | undefined {
  const condition = asObject(entry);
  const field = CONDITIONS.get(asString(condition['key']) ?? '');
  if (field === undefined) return undefined;
  const read = READERS[field]!;
  const names = { field: 'values', not: 'notValues' };
  return { parts: both(condition, names, (values, key) => read(values, [...path, key], asked)), notes: [] };
}

/** The peers of a list, and everybody but those of the list that negates. */
function both(
  owner: JsonObject,
  { field, not }: { readonly field: string; readonly not: string },
  read: (values: readonly string[], key: string) => readonly Peer[],
): (readonly Peer[])[] {
  const parts: (readonly Peer[])[] = [];
  if (asList(owner[field]).length > 0) parts.push(read(asStrings(owner[field]), field));
  if (asList(owner[not]).length > 0) parts.push([{ kind: 'other', than: read(asStrings(owner[not]), not) }]);
  return parts;
}

function notted(field: string): string {
  return `not${field[0]!.toUpperCase()}${field.slice(1)}`;
}

function unknownNotes(source: JsonObject, field: string): string[] {
  const told = (key: string, word: string) =>
    asList(source[key]).length > 0 ? [`${word} ${field} ${asStrings(source[key]).join(', ')}`] : [];
  return [...told(field, 'only for'), ...told(notted(field), 'not for')];
}

function identities(conditions: readonly Where[]): readonly Peer[] {
  return [{ kind: 'pods', namespaces: { selector: [] }, pods: [], where: { any: conditions }, text: '[meshed pods]' }];
}

/** Exact, `prefix*`, `*suffix`, or `*` for any identity. */
function pattern(key: string, value: string): Where {
  if (value === '*') return { key, operator: 'Exists', values: [] };
  if (value.endsWith('*')) return { key, operator: 'StartsWith', values: [value.slice(0, -1)] };
  if (value.startsWith('*')) return { key, operator: 'EndsWith', values: [value.slice(1)] };
  return { key, operator: 'In', values: [value] };
}

/** `namespace/name`, or the name of an account beside the policy. */
function accountPath(value: string, namespace: string): string {
  const [first, second] = value.split('/');
  return second === undefined ? `ns/${namespace}/sa/${first}` : `ns/${first}/sa/${second}`;
}

/** Addresses of packets, also of pods. */
function blocksOf(values: readonly string[], path: Path, { report }: Asked): readonly Peer[] {
  return values.flatMap((text, i): Peer[] => {
    const point = parseAddress(text);
    const include = point === undefined ? parseCidr(text) : { from: point, to: point };
    if (!include) report([...path, i], `${show(text)} is no CIDR`);
    return include ? [{ kind: 'addresses', include, except: [], whose: 'packet' }] : [];
  });
}
