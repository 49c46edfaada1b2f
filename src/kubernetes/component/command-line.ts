import type { Path } from '../../model/json.ts';
import { splitCommands } from './words.ts';
import { COMPONENT_NAMES, oneEdit, type ComponentName, type Flag } from './types.ts';

/** One argument and where it stands; `whole` where it is all of the value at its path, so that it can be rewritten. */
export interface Argument {
  readonly text: string;
  readonly path: Path;
  readonly whole: boolean;
}

export interface CommandLine {
  readonly name: ComponentName;
  readonly flags: readonly Flag[];
  /** It refers to variables: there may be more flags than we see. */
  readonly variables: boolean;
  /** The flags stand in one string (a shell script), so none can be appended as an item. */
  readonly script: boolean;
}

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash']);
/** Programs and words of the shell that a command may follow. */
const WRAPPERS = new Set(
  'exec tini dumb-init catatonit nice nohup env sudo hyperkube go-runner -- then else do time ! {'.split(' '),
);
/** Names of the components as commands of `hyperkube`. */
const ALIASES: Readonly<Record<string, ComponentName>> = {
  apiserver: 'kube-apiserver',
  'controller-manager': 'kube-controller-manager',
  scheduler: 'kube-scheduler',
  proxy: 'kube-proxy',
};
const names = new Set<string>(COMPONENT_NAMES);

/** The component that a command starts, through wrappers and `sh -c`; undefined for any other program. */
export function readCommandLine(words: readonly Argument[]): CommandLine | undefined {
  const script = shellScript(words);
  if (!script) return readCommand(words.flatMap(splitProgram), false);
  for (const command of splitCommands(script.text)) {
    const inner = command.map(({ text }) => ({ text, path: script.path, whole: false }));
    const found = readCommand(inner, true);
    if (found) return found;
  }
  return undefined;
}

/** `kube-apiserver --a=1` in one string, as people write who think of a shell; the runtime would look for a program of that name. */
function splitProgram(word: Argument, i: number): Argument[] {
  const parts = i === 0 ? word.text.trim().split(/\s+/) : [];
  const [program = ''] = parts;
  if (parts.length < 2 || !names.has(baseName(program))) return [word];
  return parts.map((text) => ({ text, path: word.path, whole: false }));
}

function shellScript(words: readonly Argument[]): Argument | undefined {
  if (!SHELLS.has(baseName(words[0]?.text ?? ''))) return undefined;
  const option = words.findIndex((word, i) => i > 0 && /^-[a-z]*c$/.test(word.text));
  return option < 0 ? undefined : words[option + 1];
}

function readCommand(words: readonly Argument[], script: boolean): CommandLine | undefined {
  let hyperkube = false;
  for (const [i, word] of words.entries()) {
    const base = baseName(word.text);
    const name = hyperkube ? (ALIASES[base] ?? base) : base;
    if (names.has(name)) {
      const rest = words.slice(i + 1);
      return { name: name as ComponentName, flags: readFlags(rest), variables: rest.some(hasVariable), script };
    }
    hyperkube ||= base === 'hyperkube';
    if (!WRAPPERS.has(base) && !/^(-|[A-Za-z_]+=)/.test(word.text)) return undefined;
    if (i === 0 && word.text.startsWith('-')) return undefined;
  }
  return undefined;
}

function baseName(word: string): string {
  return word.trim().slice(word.trim().lastIndexOf('/') + 1);
}

/** A word that is nothing but a reference to a variable: `$KUBELET_EXTRA_ARGS`, `${ARGS}`, `$(ARGS)`, `$@`. */
function hasVariable({ text }: Argument): boolean {
  return /^\$[\w@*{(]/.test(text);
}

/** Reads `--flag=value`, `--flag value`, `--flag`, `-flag` and several flags in one string. */
export function readFlags(words: readonly Argument[]): Flag[] {
  const flags: Flag[] = [];
  const list = words.flatMap(splitArgument);
  for (let i = 0; i < list.length; i++) {
    const word = list[i];
    const match = word && /^--?([A-Za-z][\w.-]*)(=?)([^]*)$/.exec(word.text);
    if (!word || !match) continue;
    const [, name = '', equals, value = ''] = match;
    const next = list[i + 1];
    if (!equals && next && !next.text.startsWith('-') && next.text !== '') {
      flags.push(makeFlag(name, next.text, word, next));
      i++;
    } else flags.push(makeFlag(name, equals ? value : 'true', word, undefined, !equals));
  }
  return flags;
}

/** `--a=1 --b=2` in one string is two flags to the reader, and `--a 1` one (the component itself would refuse both). */
function splitArgument(word: Argument): Argument[] {
  const text = word.text.trim();
  if (!/^--\S+\s+--/.test(text) && !/^--[\w.-]+\s+\S+$/.test(text)) return [{ ...word, text }];
  return text.split(/\s+/).map((part) => ({ text: part, path: word.path, whole: false }));
}

/** Quotes that no shell takes away. */
function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;
}

function makeFlag(name: string, value: string, word: Argument, separate: Argument | undefined, bare = false): Flag {
  const key = name.replaceAll('_', '-');
  const target = separate ?? word;
  const flag = {
    name: key,
    value: unquoted(value.trim()),
    bare,
    path: word.path,
    title: `--${key}`,
    separate: separate !== undefined,
  };
  if (!target.whole || !word.whole) return flag;
  const text = (next: string) => (separate ? next : `--${name}=${next}`);
  const rewrite = (next: string) => oneEdit({ op: 'set', path: target.path, value: text(next) });
  return separate ? { ...flag, rewrite } : { ...flag, rewrite, drop: oneEdit({ op: 'remove', path: word.path }) };
}
