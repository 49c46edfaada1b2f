import { closest } from '../std/distance.ts';

/** What the schema has against a config; the part of zod's issues that is read. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  /** Of a union: what each of its branches has against the value. */
  readonly errors?: readonly (readonly Issue[])[];
}

export interface Mistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint: string;
}

/** The first mistake in a sentence, with the path of the key that it is about. */
export function explainMistake(issues: readonly Issue[], topKeys: readonly string[], where: string): Mistake {
  const issue = deepest(issues[0] ?? { path: [], message: 'is not valid' });
  const path = issue.path as (string | number)[];
  const [unknown] = issue.keys ?? [];
  if (issue.code === 'unrecognized_keys' && unknown !== undefined) {
    const near = path.length === 0 ? closest(unknown, topKeys) : undefined;
    const inside = path.length > 0 ? ` in ${path.join('.')}` : '';
    return {
      path: [...path, unknown],
      message: `There is no key "${unknown}"${inside}.`,
      hint: near ? `Did you mean "${near}"?` : where,
    };
  }
  const missing = issue.message.endsWith('received undefined') ? path.at(-1) : undefined;
  if (missing !== undefined) {
    const holder = path.slice(0, -1).join('.');
    return { path, message: `There must be a key "${missing}"${holder && ` in ${holder}`}.`, hint: where };
  }
  return { path, message: `${path.join('.') || 'The file'} ${complaint(issue.message)}.`, hint: where };
}

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  null: 'empty',
  number: 'a number',
  object: 'a map of keys',
  record: 'a map of keys',
  string: 'a text',
};

/** What zod says in our words. */
function complaint(message: string): string {
  const [, wanted, got] = /^Invalid input: expected (\w+), received (\w+)$/.exec(message) ?? [];
  if (wanted && got) return `must be ${TYPES[wanted] ?? wanted}, not ${TYPES[got] ?? got}`;
  const [, options] = /^Invalid option: expected one of (.+)$/.exec(message) ?? [];
  if (options) return `must be one of ${options.replaceAll('"', '').split('|').join(', ')}`;
  return message
    .replace(/\.$/, '')
    .replace(/^(?!must|is |has )/, ': ')
    .replace(/^: /, 'is not valid: ');
}

/** Of a union, the issue that got furthest into the value: that branch was meant. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = (issue.errors ?? []).flatMap((branch) => branch.slice(0, 1)).map(deepest);
  const best = inner.find((one) => one.path.length > 0 || one.code === 'unrecognized_keys');
  return best ? { ...best, path: [...issue.path, ...best.path] } : issue;
}
