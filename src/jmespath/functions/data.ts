import type { Json, JsonObject } from '../../model/json.ts';
import { FunctionFailure } from '../error.ts';
import { define, type JmespathFunction } from '../function.ts';
import { hostOf, isInternal } from '../go/address.ts';
import { normalizeImage } from '../go/image.ts';
import { marshal, unmarshal } from '../go/json.ts';
import { randomText } from '../go/random.ts';
import { compareText } from '../go/strings.ts';
import { decodeX509 } from '../go/x509.ts';
import { parseYaml } from '../go/yaml.ts';
import { isEqual, type Run } from '../run.ts';
import { textOf } from './text.ts';

function labelMatch(wanted: JsonObject, labels: JsonObject, run: Run): boolean {
  return Object.keys(wanted).every(
    (key) => Object.hasOwn(labels, key) && isEqual(wanted[key] ?? null, labels[key] ?? null, run),
  );
}

function lookup(value: Json, key: Json): Json {
  if (Array.isArray(value)) {
    if (typeof key !== 'number' || !Number.isSafeInteger(key))
      throw new FunctionFailure('argument 2 must be an integer', 'invalid-type');
    return value[key] ?? null;
  }
  if (typeof key !== 'string') throw new FunctionFailure('argument 2 must be a string', 'invalid-type');
  const object = value as JsonObject;
  return Object.hasOwn(object, key) ? (object[key] ?? null) : null;
}

/** A list of `{key, value}`, by key. */
function items(value: Json, keyName: string, valueName: string, run: Run): Json {
  const entry = (key: Json, item: Json): JsonObject =>
    Object.fromEntries([
      [keyName, key],
      [valueName, item],
    ]);
  if (Array.isArray(value)) {
    run.spend(value.length);
    return value.map((item, i) => entry(i, item));
  }
  const object = value as JsonObject;
  const keys = Object.keys(object).filter((key) => object[key] !== undefined);
  run.spend(keys.length);
  return keys.sort(compareText).map((key) => entry(key, object[key]!));
}

function objectFromLists(keys: readonly Json[], values: readonly Json[], run: Run): Json {
  run.spend(keys.length);
  return Object.fromEntries(keys.map((key, i) => [keyOf(key), values[i] ?? null]));
}

function keyOf(key: Json): string {
  if (typeof key === 'boolean') return String(key);
  if (typeof key === 'string' || typeof key === 'number') return textOf(key);
  throw new FunctionFailure('keys must be strings', 'invalid-type');
}

function random(pattern: string, run: Run): string {
  if (pattern === '') throw new FunctionFailure('no pattern provided');
  if (!run.context.random) throw new FunctionFailure('there is no randomness here');
  return randomText(pattern, run.context.random, run);
}

/** Addresses are judged as they are; names only by what the context knows of them. */
function isExternalUrl(url: string, { context }: Run): boolean {
  const host = hostOf(url).replace(/%25.*$/, '');
  const internal = isInternal(host);
  if (internal !== undefined) return !internal;
  if (host === 'localhost') return false;
  const addresses = host === '' ? undefined : context.resolve?.(host);
  if (!addresses) throw new FunctionFailure(`the host "${host}" can't be resolved`);
  return !addresses.some((address) => isInternal(address));
}

function toText(value: Json, run: Run): string {
  return typeof value === 'string' ? value : run.text(marshal(value, run));
}

export const DATA: readonly [string, JmespathFunction][] = [
  [
    'image_normalize',
    define(['string'], ([image], run) => normalizeImage(image, run.context.defaultRegistry ?? 'docker.io')),
  ],
  ['is_external_url', define(['string'], ([url], run) => isExternalUrl(url, run))],
  ['items', define([['object', 'array'], 'string', 'string'], ([value, k, v], run) => items(value, k, v, run))],
  ['label_match', define(['object', 'object'], ([wanted, labels], run) => labelMatch(wanted, labels, run))],
  [
    'lookup',
    define(
      [
        ['object', 'array'],
        ['string', 'number'],
      ],
      ([value, key]) => lookup(value, key),
    ),
  ],
  ['object_from_lists', define(['array', 'array'], ([keys, values], run) => objectFromLists(keys, values, run))],
  ['parse_json', define(['string'], ([text]) => unmarshal(text))],
  ['parse_yaml', define(['string'], ([text]) => parseYaml(text))],
  ['random', define(['string'], ([pattern], run) => random(pattern, run))],
  ['x509_decode', define(['string'], ([text]) => decodeX509(text))],
  ['to_string', define(['any'], ([value], run) => toText(value, run))],
];
