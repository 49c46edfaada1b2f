import type { Json, JsonObject } from '../model/json.ts';
import { compileJmespath, JmespathError, type Context, type Query } from '../jmespath/jmespath.ts';

/* JMESPath as Kyverno reads it, compiled once per text. */

const known = new Map<string, Query>();
const MOST_KNOWN = 5000;

/** @throws JmespathError where the text is none. */
export function compileQuery(text: string): Query {
  let query = known.get(text);
  if (!query) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, (query = compileJmespath(text, { dialect: 'kyverno' })));
  }
  return query;
}

/** The value; undefined where a key is not there. @throws JmespathError */
export function evaluateQuery(query: Query, data: JsonObject | Json, context: Context): Json | undefined {
  return query.evaluate(data, context);
}

export { JmespathError, type Context, type Query };
