import { closeSync, openSync, writeFileSync } from 'node:fs';
import { closest } from '../std/distance.ts';
import { UserError } from '../std/user-error.ts';
import { cannotWrite } from './cannot-write.ts';

/** Flags that say which formats to write, and where. */
export interface OutputFlags {
  readonly format?: readonly string[];
  readonly output?: string;
  readonly quiet?: boolean;
}

export interface Output<F> {
  readonly format: F;
  /** Standard output where undefined. */
  readonly file: string | undefined;
}

type Loaders<F> = Readonly<Record<string, () => Promise<{ readonly default: F }>>>;

/** `-f sarif=out.sarif -f terminal`; a single format goes to --output; nothing said means the terminal. */
export async function chooseOutputs<F>(flags: OutputFlags, formats: Loaders<F>): Promise<Output<F>[]> {
  const wanted = flags.format ?? (flags.quiet && !flags.output ? [] : ['terminal']);
  if (flags.output && wanted.length > 1) {
    throw new UserError('bad-option', '--output goes with one format.', {
      hint: `Write \`-f ${wanted[0]}=out.${wanted[0]} -f terminal\`.`,
    });
  }
  const outputs = await Promise.all(
    wanted.map(async (word) => {
      const [id, file] = splitOnce(word, '=');
      return { format: await loadFormat(id, formats), file: file ?? flags.output };
    }),
  );
  if (outputs.filter((output) => output.file === undefined).length > 1) {
    throw new UserError('bad-option', 'Only one format can go to standard output.', {
      hint: 'Give the others a file: `-f json=out.json`.',
    });
  }
  return outputs;
}

function splitOnce(word: string, separator: string): [string, string | undefined] {
  const at = word.indexOf(separator);
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

async function loadFormat<F>(id: string, formats: Loaders<F>): Promise<F> {
  const load = Object.hasOwn(formats, id) ? formats[id] : undefined;
  if (!load) {
    const names = Object.keys(formats);
    const near = closest(id, names);
    throw new UserError('unknown-format', `There is no format "${id}".`, {
      hint: `${near ? `Did you mean "${near}"? ` : ''}There are ${names.join(', ')}.`,
    });
  }
  return (await load()).default;
}

/**
 * Writes a file, of parts one by one.
 * @throws UserError `cannot-write` with the system's reason.
 */
export function writeOrExplain(file: string, text: string | Iterable<string>): void {
  try {
    if (typeof text === 'string') writeFileSync(file, text);
    else writeParts(file, text);
  } catch (cause) {
    throw cannotWrite(file, cause);
  }
}

function writeParts(file: string, parts: Iterable<string>): void {
  const descriptor = openSync(file, 'w');
  try {
    for (const part of parts) writeFileSync(descriptor, part);
  } finally {
    closeSync(descriptor);
  }
}
