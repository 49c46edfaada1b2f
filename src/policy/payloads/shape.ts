import type { Json, JsonObject } from '../../model/json.ts';
import { asObject, asString, isObject } from '../../std/value.ts';
import type { PayloadMode, Subject } from '../types.ts';

/** What an HTTP request is known by (docs of kyverno-authz, cel-extensions/http). */
const HTTP: JsonObject = {
  method: '',
  header: {},
  host: '',
  protocol: '',
  contentLength: 0,
  body: '',
  scheme: '',
  path: '',
  query: {},
  fragment: '',
};

/** The parts of Envoy's CheckRequest, which are never missing (envoy.service.auth.v3). */
const ENVOY: JsonObject = {
  source: {},
  destination: {},
  request: {
    http: {
      id: '',
      method: '',
      headers: {},
      path: '',
      host: '',
      scheme: '',
      query: '',
      fragment: '',
      size: 0,
      protocol: '',
      body: '',
      raw_body: '',
    },
  },
  context_extensions: {},
  metadata_context: {},
};

const SHAPES: Readonly<Record<PayloadMode, (payload: JsonObject) => JsonObject>> = {
  JSON: (payload) => payload,
  HTTP: (payload) => {
    const attributes = filled(HTTP, asObject(payload['attributes']));
    return { ...payload, attributes: { ...attributes, body: bytesOf(attributes['body']) } };
  },
  Envoy: (payload) => ({ ...payload, attributes: filled(ENVOY, withFieldNames(asObject(payload['attributes']))) }),
};

/** A payload as policies of its mode see it. */
export function payloadSubject(payload: JsonObject, mode: PayloadMode): Subject {
  return { object: SHAPES[mode](payload), operation: 'CREATE', subresource: '', namespaceLabels: {}, payload: mode };
}

/** The object over the defaults, map by map. */
function filled(defaults: JsonObject, object: JsonObject): JsonObject {
  const entries = Object.entries({ ...defaults, ...object }).map(([key, value]) => {
    const other = defaults[key];
    return [key, isObject(other) && isObject(value) ? filled(other, value) : (value ?? null)] as const;
  });
  return Object.fromEntries(entries);
}

/** JSON of protocol buffers names fields in either way; expressions know the names of the schema. */
const FIELD_NAMES: ReadonlyMap<string, string> = new Map([
  ['contextExtensions', 'context_extensions'],
  ['metadataContext', 'metadata_context'],
  ['rawBody', 'raw_body'],
]);

function withFieldNames(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      FIELD_NAMES.get(key) ?? key,
      isObject(value) && (key === 'request' || key === 'http') ? withFieldNames(value) : value,
    ]),
  );
}

/** A body is bytes, which JSON writes in base 64. */
function bytesOf(body: Json | undefined): Json {
  const text = asString(body) ?? '';
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
  const bytes = isBase64 ? Uint8Array.from(atob(text), (char) => char.charCodeAt(0)) : new TextEncoder().encode(text);
  return bytes as unknown as Json; // Expressions take it as bytes; nothing writes a payload.
}
