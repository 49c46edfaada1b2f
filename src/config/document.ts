import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { UserError, type UserErrorCode } from '../std/user-error.ts';
import { type ConfigPath, shown } from './load.ts';
import { explainMistake, type Issue } from './mistake.ts';

/** How mistakes in a file of this kind are called. */
export interface Kind {
  readonly code: UserErrorCode;
  /** Where the keys are described. */
  readonly hint: string;
}

/** A file of the user's that was read by a schema, and the 1-based line of each of its entries. */
export interface SchemaDocument<T> {
  readonly data: T;
  readonly line: (path: ConfigPath) => number;
}

/** What is asked of a schema of zod. */
interface Schema<T> {
  readonly shape: Readonly<Record<string, unknown>>;
  readonly safeParse: (value: unknown) => Result<T>;
}

type Result<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };

const MAX_ALIASES = 100;

/**
 * Reads YAML or JSON by a schema.
 * @throws UserError with the line of the first mistake.
 */
export function readDocument<T>(
  file: string,
  text: string,
  schema: Schema<T>,
  { code, hint: where }: Kind,
): SchemaDocument<T> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const line = (path: ConfigPath): number => {
    for (let length = path.length; length > 0; length--) {
      const start = startOf(document, path.slice(0, length));
      if (start !== undefined) return counter.linePos(start).line;
    }
    return 1;
  };
  const refuse = (message: string, at: number, hint: string): never => {
    throw new UserError(code, message, { place: { file: shown(file), line: at }, hint });
  };
  const [mistake] = document.errors;
  if (mistake)
    refuse(
      `${mistake.message}.`,
      counter.linePos(mistake.pos[0]).line,
      'This is no valid YAML: check quotes and indentation.',
    );
  const result = schema.safeParse(valueOf(document, refuse) ?? {});
  if (!result.success) {
    const { path, message, hint } = explainMistake(result.error.issues, Object.keys(schema.shape), where);
    return refuse(message, line(path), hint);
  }
  return { data: result.data, line };
}

function valueOf(document: Document, refuse: (message: string, line: number, hint: string) => never): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    return refuse(`${(error as Error).message}.`, 1, 'A config may repeat little by aliases.');
  }
}

/** Offset of the key or list item at a path. */
function startOf(document: Document, path: ConfigPath): number | undefined {
  const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => (isScalar(key) ? key.value : key) === last);
    return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const item: unknown = isSeq(parent) && typeof last === 'number' ? parent.items[last] : undefined;
  return isNode(item) ? item.range?.[0] : undefined;
}
