import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UserError, type UserErrorPlace } from '../std/user-error.ts';
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
  return parseConfig(found, readConfig(found));
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

function readConfig(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new UserError('bad-config', `The config can't be read (${code ?? String(cause)}).`, {
      place: { file: shown(file) },
      hint: 'It must be a YAML or JSON file.',
      cause,
    });
  }
}

/** The place of an entry, for a mistake in it. */
export function placeIn({ file, line }: Pick<LoadedConfig, 'file' | 'line'>, path: ConfigPath): UserErrorPlace {
  return file ? { file: shown(file), line: line(path) } : { file: '' };
}

const HINT = 'The keys are described in docs/configuration.md; `castellan init` writes an example.';

/** What reads a file is loaded only where there is one. */
async function parseConfig(file: string, text: string): Promise<LoadedConfig> {
  const [{ readDocument }, { configSchema }] = await Promise.all([import('./document.ts'), import('./schema.ts')]);
  const { data, line } = readDocument<Config>(file, text, configSchema, { code: 'bad-config', hint: HINT });
  return { config: data, file, text, folder: dirname(file), line };
}

/** A path as people see it: from the working directory. */
export function shown(file: string): string {
  return relative(process.cwd(), file) || file;
}

/** Keys and list indexes that lead to an entry. */
export type ConfigPath = readonly (string | number)[];
