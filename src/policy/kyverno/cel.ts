import type { Target } from '../target.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { result } from './result.ts';
import type { Handler, RuleSource } from './rule.ts';
import type { Message } from './validate.ts';

export function compileCel(_source: RuleSource, _cel: JsonObject, _path: Path, _message: Message): Handler {
  return () => result('error', 'CEL is not evaluated yet', { gap: 'CEL is not evaluated yet' });
}

export function compileCelPreconditions(_list: Json | undefined, _path: Path): ((target: Target) => string | undefined) | undefined {
  return undefined;
}
