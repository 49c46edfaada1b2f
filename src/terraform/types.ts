import type { Json } from '../model/json.ts';
import type { Expression } from './syntax.ts';

export function convert(value: Json, _type: Expression | undefined, _evaluate: (e: Expression) => Json): Json {
  return value;
}
