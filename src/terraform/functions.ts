import type { Json } from '../model/json.ts';

/** What functions may know of the world. */
export interface FunctionWorld {
  /** Text of a file of the module's tree; undefined where it can't be read. */
  readonly readFile?: (path: string) => string | undefined;
}

/** The result of a function of the language; undefined where it is not known. */
export function callFunction(_name: string, _args: readonly Json[], _world: FunctionWorld): Json | undefined {
  return undefined;
}
