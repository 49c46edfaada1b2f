import { toJson } from '../../cel/json.ts';
import { overloads, type Library } from '../../cel/library.ts';
import { Fault, getIn, isMap, type Value } from '../../cel/values.ts';
import type { Json } from '../../model/json.ts';
import { hexHash } from '../../std/hash.ts';
import { asked } from './asked.ts';

const JSON_OF = asked('to_string(@)');
const FROM_JSON = asked('parse_json(@)');
const FROM_YAML = asked('parse_yaml(@)');
const CERTIFICATE = asked('x509_decode(@)');

function marshal(value: Value): Value {
  const json = toJson(value);
  if (json instanceof Fault) return json;
  return typeof json === 'string' ? JSON.stringify(json) : JSON_OF(json);
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
    if (held === undefined) return new Fault(`listObjToMap: item ${i} has no "${value}"`);
    entries.push([name, held]);
  }
  return Object.fromEntries(entries);
}

function fieldOf(item: Value, name: string): Value | undefined {
  return isMap(item) ? getIn(item, name) : undefined;
}

const ACCOUNT = /^system:serviceaccount:([^:]*):([^:]*)$/;

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
    ...inBothSpellings('json', 'unmarshal', FROM_JSON),
    ...inBothSpellings('yaml', 'parse', FROM_YAML),
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
