import { toJson } from '../../cel/json.ts';
import { overloads, type Library } from '../../cel/library.ts';
import { Fault, type Value } from '../../cel/values.ts';
import type { JsonObject } from '../../model/json.ts';
import { verifyToken } from '../../std/token.ts';
import { asList, asObject, isObject } from '../../std/value.ts';
import type { Receiver } from './receiver.ts';

/** A key set of a URL, as whoever answers calls knows it (RFC 7517). */
function fetchKeys({ lookups }: Receiver, url: string): Value {
  return lookups.apiCall?.({ urlPath: '', service: url, method: 'GET' }) ?? new Fault(`nothing answers for ${url}`);
}

function decode({ lookups }: Receiver, token: string, keys: readonly (string | JsonObject)[]): Value {
  const now = lookups.now?.();
  if (now === undefined) return new Fault('there is no clock here');
  const claims = keys.map((key) => verifyToken(token, key, now)).find((found) => found !== undefined);
  return { Valid: claims !== undefined, Claims: claims ?? {} };
}

function keysIn(set: Value): readonly JsonObject[] {
  const json = toJson(set);
  return json instanceof Fault ? [] : asList(asObject(json)['keys']).filter((key) => isObject(key));
}

/** Tokens of requests (docs of kyverno-authz, cel-extensions/jwt). */
export const tokens: Library = {
  name: 'kyverno.tokens',
  overloads: overloads({
    '<kyverno.jwt>.Decode(string, string): dyn': (own: Receiver, token: string, key: string) =>
      decode(own, token, [key]),
    '<kyverno.jwt>.Decode(string, map<string, dyn>): dyn': (own: Receiver, token: string, set: Value) =>
      decode(own, token, keysIn(set)),
    '<kyverno.jwks>.Fetch(string): dyn': fetchKeys,
  }),
};
