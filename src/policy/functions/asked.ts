import { Fault } from '../../cel/values.ts';
import type { Json } from '../../model/json.ts';
import { compileQuery, JmespathError, type Context } from '../expression.ts';

/** What a function of JMESPath answers, which CEL has under another name; its errors as faults. */
export function asked(expression: string): (data: Json, context?: Context) => Json | Fault {
  const query = compileQuery(expression);
  return (data, context) => {
    try {
      return query.evaluate(data, context) ?? null;
    } catch (error) {
      if (error instanceof JmespathError) return new Fault(error.message);
      throw error;
    }
  };
}
