import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../model/json.ts';
import { compileQuery, JmespathError } from '../policy/expression.ts';
import type { ApiCall } from '../policy/types.ts';
import { asList, asObject, asString, asStrings } from '../std/value.ts';
import { readObjects, type DocumentProblem } from './documents.ts';

/** An answer that stands in for a call: `apiCallResponses` of a test. */
export interface MockedCall {
  /** A whole URL, or a path of the API server. */
  readonly url: string;
  /** '' for any. */
  readonly method: string;
  /** Undefined where the answer is an error. */
  readonly body: Json | undefined;
}

const FIRST_ERROR = 400;

export function readCalls(list: Json | undefined): MockedCall[] {
  return asList(list).map((item) => {
    const entry = asObject(item);
    const response = asObject(entry['response']);
    const { statusCode } = response;
    const failed = typeof statusCode === 'number' && statusCode >= FIRST_ERROR;
    return {
      url: asString(entry['url']) || (asString(entry['urlPath']) ?? ''),
      method: asString(entry['method']) ?? '',
      body: failed ? undefined : (response['body'] ?? {}),
    };
  });
}

/** The answer to a call: one for its method goes before one for any. */
export function answerOf(calls: readonly MockedCall[], { service, urlPath, method }: ApiCall): Json | undefined {
  const fitting = calls.filter(({ url }) => url === (service ?? urlPath));
  const found = fitting.find((one) => one.method === method) ?? fitting.find((one) => one.method === '');
  return found?.body;
}

/** `globalContextEntries` of a test, by name. */
export function readGlobals(list: Json | undefined, folder: string, problems: DocumentProblem[]): Map<string, Json> {
  return new Map(
    asList(list).map((item) => {
      const entry = asObject(item);
      return [asString(entry['name']) ?? '', globalValue(entry, folder, problems)] as const;
    }),
  );
}

function globalValue(entry: JsonObject, folder: string, problems: DocumentProblem[]): Json {
  const files = asStrings(entry['resourceFiles']).filter((name) => existsSync(join(folder, name)));
  const fromFiles = files.flatMap((name) => readObjects(join(folder, name), problems)).map((one) => one.object);
  const data = entry['data'] ?? [...asList(entry['resources']), ...fromFiles];
  const root = picked(asString(entry['fieldPath']) ?? '', data);
  const projections = asList(entry['projections']).map((item) => {
    const { name, path } = asObject(item);
    return [asString(name) ?? '', picked(asString(path) ?? '', root)] as const;
  });
  return projections.length === 0 ? root : { ...asObject(root), ...Object.fromEntries(projections) };
}

/** What a path of JMESPath finds; null where it is wrong or finds nothing. */
function picked(path: string, data: Json): Json {
  if (path === '') return data;
  try {
    return compileQuery(path).evaluate(data) ?? null;
  } catch (error) {
    if (error instanceof JmespathError) return null;
    throw error;
  }
}
