import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { UserError, type UserErrorPlace } from '../std/user-error.ts';
import { explainMistake } from './mistake.ts';
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
export function placeIn({ file, line }: LoadedConfig, path: ConfigPath): UserErrorPlace {
  return file ? { file: shown(file), line: line(path) } : { file: '' };
}

function shown(file: string): string {
  return relative(process.cwd(), file) || file;
}

type ConfigPath = readonly (string | number)[];

const MAX_ALIASES = 100;

async function parseConfig(file: string, text: string): Promise<LoadedConfig> {
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
    throw new UserError('bad-config', message, { place: { file: shown(file), line: at }, hint });
  };
  const [mistake] = document.errors;
  if (mistake)
    refuse(
      `${mistake.message}.`,
      counter.linePos(mistake.pos[0]).line,
      'This is no valid YAML: check quotes and indentation.',
    );
  const { configSchema } = await import('./schema.ts');
  const result = configSchema.safeParse(valueOf(document, refuse) ?? {});
  if (!result.success) {
    const { path, message, hint } = explainMistake(result.error.issues, Object.keys(configSchema.shape));
    refuse(message, line(path), hint);
  }
  return { config: result.data as Config, file, text, folder: dirname(file), line };
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
