import { showKey } from '../../cel/access.ts';
import { toJson } from '../../cel/json.ts';
import { overloads, type Library } from '../../cel/library.ts';
import { Duration } from '../../cel/time-values.ts';
import { Fault, doubleOf, entriesOf, getIn, isMap, type Value } from '../../cel/values.ts';
import type { Json } from '../../model/json.ts';
import { hexHash } from '../../std/hash.ts';
import { isObject } from '../../std/value.ts';
import { asked } from './asked.ts';

const JSON_OF = asked('to_string(@)');
const FROM_JSON = asked('parse_json(@)');
const FROM_YAML = asked('parse_yaml(@)');
const CERTIFICATE = asked('x509_decode(@)');

/** As Go writes JSON: keys in order, `<`, `>` and `&` as escapes, a duration in nanoseconds. */
function marshal(value: Value): Value {
  const json = toJson(inGo(value));
  if (json instanceof Fault) return json;
  const text = typeof json === 'string' ? JSON.stringify(json) : JSON_OF(json);
  return typeof text === 'string' ? text.replaceAll(/[<>&\u2028\u2029]/g, escape) : text;
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function inGo(value: Value): Value {
  if (value instanceof Duration) return Number(value.nanos);
  if (Array.isArray(value)) return (value as Value[]).map(inGo);
  if (!isMap(value)) return value;
  return Object.fromEntries(entriesOf(value).map(([key, inner]) => [showKey(key), inGo(inner)]));
}

/** What JSON and YAML are read to: numbers are doubles, whole ones too. */
function read(parse: Parse): Parse {
  return (text) => {
    const value = parse(text);
    return value instanceof Fault ? value : withDoubles(value as Json);
  };
}

function withDoubles(json: Json): Value {
  if (typeof json === 'number') return doubleOf(json);
  if (Array.isArray(json)) return json.map(withDoubles);
  if (!isObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, withDoubles(value ?? null)]));
}

/** Rounds halves away from zero, to so many places behind the point (before it where negative). */
function round(value: number, places: number | bigint): number {
  const scale = 10 ** Number(places);
  const scaled = Math.abs(value) * scale;
  if (!Number.isFinite(scaled) || scale === 0) return value;
  return (Math.sign(value) * Math.round(scaled)) / scale;
}

/** `{key of the first list's item: value of the second's}`, by position. */
function listsToMap(keys: readonly Value[], values: readonly Value[], key: string, value: string): Value {
  if (keys.length !== values.length) return new Fault('listObjToMap: the lists are not of the same length');
  const entries: [string, Value][] = [];
  for (const [i, item] of keys.entries()) {
    const [name, held] = [fieldOf(item, key), fieldOf(values[i] ?? null, value)];
    if (typeof name !== 'string') return new Fault(`listObjToMap: item ${i} has no text "${key}"`);
    entries.push([name, held ?? null]);
  }
  return Object.fromEntries(entries);
}

function fieldOf(item: Value, name: string): Value | undefined {
  return isMap(item) ? getIn(item, name) : undefined;
}

const ACCOUNT = /^system:serviceaccount:([^:]*):(.*)$/s;

function serviceAccount(user: string): Value {
  const [, namespace = '', name = ''] = ACCOUNT.exec(user) ?? [];
  return { Namespace: namespace, Name: name };
}

function hashes(prefix: string): Readonly<Record<string, (text: string) => string>> {
  return Object.fromEntries(
    (['md5', 'sha1', 'sha256'] as const).map((name) => [
      `${prefix}${name}(string): string`,
      (text: string) => hexHash(name, text),
    ]),
  );
}

type Parse = (text: Json) => Value;

function inBothSpellings(name: string, small: string, parse: Parse): Readonly<Record<string, Parse>> {
  const large = `${small[0]?.toUpperCase()}${small.slice(1)}`;
  return { [`${name}.${small}(string): dyn`]: parse, [`${name}.${large}(string): dyn`]: parse };
}

/** The libraries of Kyverno for texts, hashes, certificates and users (docs, policy-types/cel-libraries). */
export const data: Library = {
  name: 'kyverno.data',
  overloads: overloads({
    ...inBothSpellings('json', 'unmarshal', read(FROM_JSON)),
    ...inBothSpellings('yaml', 'parse', read(FROM_YAML)),
    ...inBothSpellings('x509', 'decode', CERTIFICATE),
    'json.marshal(dyn): string': marshal,
    'json.Marshal(dyn): string': marshal,
    ...hashes(''),
    ...hashes('hash.'),
    'math.round(double, int): double': round,
    'math.round(int, int): double': (value: number | bigint, places: number | bigint) => round(Number(value), places),
    'listObjToMap(list<dyn>, list<dyn>, string, string): map<string, dyn>': listsToMap,
    'parseServiceAccount(string): dyn': serviceAccount,
    'user.parseServiceAccount(string): dyn': serviceAccount,
    'jsonpatch.escapeKey(string): string': (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1'),
  }),
};
