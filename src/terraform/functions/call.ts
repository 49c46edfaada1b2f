import type { Json } from '../../model/json.ts';
import { hasUnknown, isUnknown } from '../value.ts';
import { COLLECTIONS } from './collections.ts';
import { CONVERSIONS } from './conversions.ts';
import { ENCODINGS, LOOSE_ENCODINGS } from './encodings.ts';
import { FILES, type FunctionWorld } from './files.ts';
import { NETWORKS } from './networks.ts';
import { NUMBERS } from './numbers.ts';
import { SETS } from './sets.ts';
import { STRINGS } from './strings.ts';
import type { Functions } from './types.ts';

export type { FunctionWorld } from './files.ts';

/** Functions that look into every part of what they get. */
const STRICT: Functions = { ...STRINGS, ...NUMBERS, ...ENCODINGS, ...NETWORKS, ...SETS };

/** Functions that hand parts on as they are: a part may be unknown. */
const LOOSE: Functions = { ...COLLECTIONS, ...CONVERSIONS, ...LOOSE_ENCODINGS };

/** The result of a function of the language; undefined where it is not known. */
export function callFunction(name: string, args: readonly Json[], world: FunctionWorld): Json | undefined {
  if (Object.hasOwn(LOOSE, name)) return LOOSE[name]!(args);
  if (args.some((arg) => isUnknown(arg) || hasUnknown(arg))) return undefined;
  if (Object.hasOwn(STRICT, name)) return STRICT[name]!(args);
  return Object.hasOwn(FILES, name) ? FILES[name]!(args, world) : undefined;
}
