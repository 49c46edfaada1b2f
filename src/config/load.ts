import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { UserError } from '../std/user-error.ts';
import type { Config } from './schema.ts';

export const CONFIG_NAMES = ['.castellan.yaml', '.castellan.yml', '.castellan.json'] as const;

export interface LoadedConfig {
  readonly config: Config;
  /** Absolute path of the file; undefined where there is none and the defaults hold. */
  readonly file: string | undefined;
  readonly text: string;
  /** Folder that paths in the config start from. */
  readonly folder: string;
  /** 1-based line of an entry, for messages about it. */
  readonly line: (path: readonly (string | number)[]) => number;
}

/**
 * Loads `file`, or the nearest config from `start` up to the git root.
 * @throws UserError `bad-config` with the line of the first mistake, `not-found` for a named file that is missing.
 */
export async function loadConfig(start: string, file?: string): Promise<LoadedConfig> {
  const found = file ? resolve(file) : findConfig(start);
  if (!found) return { config: {}, file: undefined, text: '', folder: start, line: () => 1 };
  if (!existsSync(found)) {
    throw new UserError('not-found', `The config file ${file ?? found} does not exist.`, {
      hint: 'Check --config, or run `castellan init` to write one.',
    });
  }
  return parseConfig(found, readFileSync(found, 'utf8'));
}

/** The nearest config file from `start` up to the folder that holds `.git`, or to the root of the disk. */
export function findConfig(start: string): string | undefined {
  let folder = resolve(start);
  for (;;) {
    const found = CONFIG_NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found) return found;
    const parent = dirname(folder);
    if (parent === folder || existsSync(join(folder, '.git'))) return undefined;
    folder = parent;
  }
}

async function parseConfig(file: string, text: string): Promise<LoadedConfig> {
  const shown = relative(process.cwd(), file) || file;
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, maxAliasCount: 0 } as never);
  const [mistake] = document.errors;
  if (mistake) {
    const place = { file: shown, line: counter.linePos(mistake.pos[0]).line };
    throw new UserError('bad-config', `${mistake.message.split('\n')[0]}.`, { place });
  }
  const line = (path: readonly (string | number)[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      const range = (node as { range?: [number] } | undefined)?.range;
      if (range) return counter.linePos(range[0]).line;
    }
    return 1;
  };
  const { configSchema } = await import('./schema.ts');
  const result = configSchema.safeParse(document.toJS() ?? {});
  if (!result.success) {
    const issue = result.error.issues[0];
    const path = (issue?.path ?? []) as (string | number)[];
    const key = path.join('.') || 'the file';
    throw new UserError('bad-config', `${key}: ${issue?.message ?? 'is not valid'}.`, {
      place: { file: shown, line: line(path) },
      hint: 'The keys are described in docs/configuration.md; `castellan init` writes an example.',
    });
  }
  return { config: result.data, file, text, folder: dirname(file), line };
}
