import type { TextEdit } from '../model/edit.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Resource, TextOrigin } from '../model/resource.ts';
import { asList, asObject, asString, asStrings, isObject } from '../std/value.ts';
import { expandVariables } from './variables.ts';

/*
 * A Dockerfile as an object of `castellan.dev/v1`:
 *
 *   metadata: {name}                     the file's name
 *   args: [instruction]                  ARG before the first FROM
 *   stages: [{name?, image, platform?, instructions: [instruction]}]
 *   instruction: {instruction: RUN, arguments, form, onbuild?, flags: [{name, value}], words: [string],
 *                 pairs?: [{name, value?}]          of ENV, ARG and LABEL
 *                 commands?: [{words, operator}]    of RUN, here-documents included
 *                 heredocs?: [{name, content}]}
 *
 * Every entry has its place in the file.
 */

export interface Command {
  readonly path: Path;
  readonly words: readonly string[];
  /** What follows: `&&`, `||`, `|`, `;` or '' for the last. */
  readonly operator: string;
  /** Name of the program without its folder, with `sudo`, `env`, assignments and the like passed over. */
  readonly program: string;
  /** Index in `words` of the program. */
  readonly at: number;
  /** The words after the program. */
  readonly args: readonly string[];
}

export interface Pair {
  readonly path: Path;
  readonly name: string;
  readonly value: string | undefined;
}

export interface Instruction {
  readonly path: Path;
  readonly keyword: string;
  readonly arguments: string;
  /** `exec`: a JSON list. */
  readonly form: 'exec' | 'shell';
  /** A trigger for images built on this one: `ONBUILD RUN`. */
  readonly onbuild: boolean;
  readonly flags: readonly Pair[];
  readonly words: readonly string[];
  readonly pairs: readonly Pair[];
  readonly commands: readonly Command[];
}

export interface Stage {
  readonly index: number;
  readonly path: Path;
  readonly name: string | undefined;
  readonly platform: string | undefined;
  /** As written, variables and all. */
  readonly image: string;
  /** With the defaults of build arguments; undefined where one has no default. */
  readonly resolved: string | undefined;
  /** The earlier stage that this one starts from. */
  readonly parent: Stage | undefined;
  readonly instructions: readonly Instruction[];
  /** Its layers are in the image: the last stage and those it starts from. */
  readonly ships: boolean;
}

export interface Dockerfile {
  readonly resource: Resource;
  readonly args: readonly Instruction[];
  readonly stages: readonly Stage[];
  readonly final: Stage | undefined;
}

const cache = new WeakMap<Resource, Dockerfile>();

/** The view of a resource of type `Dockerfile`; an empty one for anything else. Cached per resource. */
export function dockerfileOf(resource: Resource): Dockerfile {
  let view = cache.get(resource);
  if (!view) cache.set(resource, (view = readDockerfile(resource)));
  return view;
}

/** Every instruction of every stage with its stage, `FROM` left out. */
export function instructionsOf(
  resource: Resource,
  ...keywords: string[]
): { stage: Stage; instruction: Instruction }[] {
  return dockerfileOf(resource).stages.flatMap((stage) =>
    stage.instructions
      .filter(({ keyword }) => keywords.length === 0 || keywords.includes(keyword))
      .map((instruction) => ({ stage, instruction })),
  );
}

/** Every command of every `RUN`. */
export function commandsOf(resource: Resource): { stage: Stage; instruction: Instruction; command: Command }[] {
  return instructionsOf(resource, 'RUN').flatMap(({ stage, instruction }) =>
    instruction.commands.map((command) => ({ stage, instruction, command })),
  );
}

const variables = new WeakMap<Stage, ReadonlyMap<string, string | undefined>>();

/** The last value of a variable that `ENV` or `ARG` of this stage or the stages below it set; undefined where none does. */
export function variableOf(stage: Stage, name: string): string | undefined {
  for (let here: Stage | undefined = stage; here; here = here.parent) {
    let own = variables.get(here);
    if (!own) variables.set(here, (own = readVariables(here)));
    if (own.has(name)) return own.get(name);
  }
  return undefined;
}

function readVariables({ instructions }: Stage): ReadonlyMap<string, string | undefined> {
  const pairs = instructions.flatMap(({ keyword, pairs }) => (keyword === 'ENV' || keyword === 'ARG' ? pairs : []));
  return new Map(pairs.map(({ name, value }) => [name, value]));
}

/** The `USER` in force at the end of a stage, and where it is said. */
export function effectiveUser(stage: Stage): { readonly user: string; readonly instruction: Instruction } | undefined {
  for (let here: Stage | undefined = stage; here; here = here.parent) {
    const instruction = here.instructions.findLast(({ keyword, onbuild }) => keyword === 'USER' && !onbuild);
    if (instruction) return { user: instruction.words[0] ?? '', instruction };
  }
  return undefined;
}

/** The stage at the bottom: the one that starts from an image. */
export function rootStage(stage: Stage): Stage {
  let here = stage;
  while (here.parent) here = here.parent;
  return here;
}

export function flagOf(instruction: Instruction, name: string): Pair | undefined {
  return instruction.flags.find((flag) => flag.name === name);
}

/** Path of the word at `index` of a command's arguments. */
export function argPath(command: Command, index: number): Path {
  return [...command.path, 'words', command.at + 1 + index];
}

/** A replacement of the entry at `path`, or nothing where the file's text is not at hand. */
export function replaceEntry(resource: Resource, path: Path, text: string): TextEdit[] {
  const span = (resource.origin as Partial<TextOrigin>).span?.(path);
  return span ? [{ ...span, text }] : [];
}

function readDockerfile(resource: Resource): Dockerfile {
  const args = readInstructions(resource.object['args'], ['args']);
  const defaults = new Map(args.flatMap(({ pairs }) => pairs.map(({ name, value }) => [name, value] as const)));
  const bases = asList(resource.object['stages']).map((item) => readBase(asObject(item), defaults));
  const parents = findParents(bases);
  const shipping = new Set<number>();
  for (let here = bases.length - 1; here >= 0; here = parents[here] ?? -1) shipping.add(here);
  const stages: Stage[] = [];
  for (const [index, { object, ...base }] of bases.entries()) {
    const path = ['stages', index];
    const instructions = readInstructions(object['instructions'], [...path, 'instructions']);
    stages.push({
      ...base,
      index,
      path,
      parent: stages[parents[index] ?? -1],
      instructions,
      ships: shipping.has(index),
    });
  }
  return { resource, args, stages, final: stages.at(-1) };
}

type Base = Pick<Stage, 'name' | 'platform' | 'image' | 'resolved'> & { readonly object: JsonObject };

function readBase(object: JsonObject, defaults: ReadonlyMap<string, string | undefined>): Base {
  const image = asString(object['image']) ?? '';
  return {
    object,
    name: asString(object['name']),
    platform: asString(object['platform']),
    image,
    resolved: expandVariables(image, defaults),
  };
}

/** Of each stage the index of the last earlier one that its image names, in any case; -1 where there is none. */
function findParents(bases: readonly Base[]): number[] {
  const named = new Map<string, number>();
  return bases.map(({ name, resolved }, index) => {
    const parent = resolved === undefined ? undefined : named.get(resolved.toLowerCase());
    if (name !== undefined) named.set(name.toLowerCase(), index);
    return parent ?? -1;
  });
}

function readInstructions(list: Json | undefined, path: Path): Instruction[] {
  return asList(list)
    .filter(isObject)
    .map((object, i) => readInstruction(object, [...path, i]));
}

function readInstruction(object: JsonObject, path: Path): Instruction {
  return {
    path,
    keyword: asString(object['instruction']) ?? '',
    arguments: asString(object['arguments']) ?? '',
    form: object['form'] === 'exec' ? 'exec' : 'shell',
    onbuild: object['onbuild'] === true,
    flags: readPairs(object['flags'], [...path, 'flags']),
    words: asStrings(object['words']),
    pairs: readPairs(object['pairs'], [...path, 'pairs']),
    commands: asList(object['commands']).map((command, i) => readCommand(asObject(command), [...path, 'commands', i])),
  };
}

function readPairs(list: Json | undefined, path: Path): Pair[] {
  return asList(list).map((item, i) => {
    const object = asObject(item);
    return { path: [...path, i], name: asString(object['name']) ?? '', value: asString(object['value']) };
  });
}

/** Programs that run the program named after their own options; with those of their options that take a value. */
const WRAPPERS: Readonly<Record<string, readonly string[]>> = {
  sudo: ['-u', '-g', '-h', '-p', '-C'],
  doas: ['-u'],
  env: ['-u', '-C'],
  exec: ['-a'],
  command: [],
  nice: ['-n'],
  nohup: [],
  timeout: ['-s', '-k'],
  xargs: ['-n', '-I', '-P', '-L', '-d'],
  eatmydata: [],
};
const wrappers = new Map(Object.entries(WRAPPERS));

function readCommand(object: JsonObject, path: Path): Command {
  const words = asStrings(object['words']);
  let at = skipAssignments(words, 0);
  for (let options = wrappers.get(nameOf(words[at])); options; options = wrappers.get(nameOf(words[at]))) {
    const next = skipWrapper(words, at, options);
    if (next >= words.length) break;
    at = next;
  }
  return {
    path,
    words,
    operator: asString(object['operator']) ?? '',
    program: nameOf(words[at]),
    at,
    args: words.slice(at + 1),
  };
}

function skipWrapper(words: readonly string[], at: number, options: readonly string[]): number {
  let next = at + 1;
  while (words[next]?.startsWith('-')) next += options.includes(words[next] ?? '') ? 2 : 1;
  if (nameOf(words[at]) === 'timeout') next++;
  return skipAssignments(words, next);
}

function skipAssignments(words: readonly string[], from: number): number {
  let next = from;
  while (/^[A-Za-z_]\w*\+?=/.test(words[next] ?? '')) next++;
  return next;
}

function nameOf(word: string | undefined): string {
  return word?.slice(word.lastIndexOf('/') + 1) ?? '';
}
