import type { SizeOf } from './estimate.ts';
import type { Range } from './ranges.ts';
import type { Type, TypeProvider } from './types.ts';

/** The largest request that an API server takes, in bytes (k8s.io/apiserver, apis/cel/config.go). */
const LARGEST_REQUEST = 3 * 1024 * 1024;
/** Without the quotes or brackets around it. */
const CONTENT = LARGEST_REQUEST - 2;

/** The longest times and dates, in JSON. */
const LONGEST_TIME = 32;

/** The least that a value takes in JSON: `""`, `0`, `true`, `[]`, `{}`. */
const LEAST: ReadonlyMap<string, number> = new Map([
  ['bool', 4],
  ['int', 1],
  ['uint', 1],
  ['double', 1],
  ['dyn', 1],
  ['google.protobuf.Timestamp', 21],
  ['google.protobuf.Duration', 3],
]);
const leastSize = (type: Type): number => LEAST.get(type.name) ?? 2;

/** What separates items, and what a key and its separators take. */
const ITEM = 1;
const ENTRY = 6;

/**
 * The sizes of what a request can hold, where nothing but the declared types is known: how large the worst object is that an
 * API server would take (k8s.io/apiserver, cel/common/schemas.go).
 */
export function requestSizes(variables: ReadonlyMap<string, Type>, provider: TypeProvider | undefined): SizeOf {
  return ([name = '', ...steps]) => {
    let type = variables.get(name);
    for (const step of steps) type = type && stepInto(type, step, provider);
    return type && sizeOf(type);
  };
}

function stepInto(type: Type, step: string, provider: TypeProvider | undefined): Type | undefined {
  if (type.kind === 'struct') return provider?.field(type.name, step);
  const [first, second] = type.of;
  if (type.name === 'list') return step === '@items' ? first : undefined;
  if (type.name !== 'map') return undefined;
  return step === '@keys' ? first : second;
}

function sizeOf(type: Type): Range | undefined {
  const max = largest(type);
  return max === undefined ? undefined : { min: 0, max };
}

function largest(type: Type): number | undefined {
  const [first, second] = type.of;
  switch (type.name) {
    case 'string':
    case 'bytes':
    case 'dyn':
      return CONTENT;
    case 'google.protobuf.Timestamp':
    case 'google.protobuf.Duration':
      return LONGEST_TIME;
    case 'list':
      return Math.floor(CONTENT / ((first ? leastSize(first) : 1) + ITEM));
    case 'map':
      return Math.floor(CONTENT / ((second ? leastSize(second) : 1) + ENTRY));
    default:
      return undefined;
  }
}
