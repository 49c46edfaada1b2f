import type { PropertyInstruction } from 'dockerfile-ast';
import {
  Add,
  Arg,
  Copy,
  Env,
  From,
  JSONInstruction,
  Label,
  ModifiableInstruction,
  Onbuild,
  Run,
  type Dockerfile,
  type Heredoc,
  type Instruction,
  type Property,
} from 'dockerfile-ast';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asString } from '../../std/value.ts';
import { joinLines, type JoinedText } from './joined.ts';
import { shellCommands } from './shell.ts';
import type { Span, Spans } from './spans.ts';

type Range = ReturnType<Instruction['getRange']>;

type StageObject = JsonObject & { readonly instructions: Json[] };

interface Context {
  readonly text: string;
  readonly escape: string;
  readonly spans: Spans;
  readonly span: (range: Range) => Span;
}

/** The object that stands for a parsed Dockerfile (see `dockerfile/dockerfile.ts`), with the place of every entry. */
export function toObject(ast: Dockerfile, name: string, text: string, spans: Spans): JsonObject {
  const context: Context = { text, escape: ast.getEscapeCharacter(), spans, span: spanReader(text) };
  const args: Json[] = [];
  const stages: StageObject[] = [];
  for (const instruction of ast.getInstructions()) {
    const stage = stages.at(-1);
    if (instruction instanceof From) stages.push(readFrom(instruction, ['stages', stages.length], context));
    else if (stage)
      stage.instructions.push(
        read(instruction, ['stages', stages.length - 1, 'instructions', stage.instructions.length], context),
      );
    else args.push(read(instruction, ['args', args.length], context));
  }
  return {
    apiVersion: 'castellan.dev/v1',
    kind: 'Dockerfile',
    metadata: { name },
    args,
    stages,
  };
}

function spanReader(text: string): (range: Range) => Span {
  const starts = [0];
  for (const { index, 0: eol } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + eol.length);
  const offset = ({ line, character }: Range['start']) => (starts[line] ?? text.length) + character;
  return ({ start, end }) => ({ start: offset(start), end: offset(end) });
}

function readFrom(from: From, path: Path, { spans, span }: Context): StageObject {
  const [image, as, name] = from.getArguments();
  const platform = from.getFlags().find((flag) => flag.getName() === 'platform');
  spans.set(path, span(from.getRange()));
  spans.set([...path, 'image'], span((image ?? from).getRange()));
  const named = as?.getValue().toUpperCase() === 'AS' ? name : undefined;
  if (named) spans.set([...path, 'name'], span(named.getRange()));
  if (platform) spans.set([...path, 'platform'], span(platform.getRange()));
  return {
    ...(named && { name: named.getValue() }),
    image: image?.getValue() ?? '',
    ...(platform && { platform: platform.getValue() ?? '' }),
    instructions: [],
  };
}

function read(instruction: Instruction, path: Path, context: Context): JsonObject {
  const { spans, span } = context;
  // The builder takes no ONBUILD of an ONBUILD.
  const trigger = instruction instanceof Onbuild ? instruction.getTriggerInstruction() : null;
  if (trigger && !(trigger instanceof Onbuild)) {
    const inner = read(trigger, path, context);
    spans.set(path, span(instruction.getRange()));
    return { ...inner, onbuild: true };
  }
  spans.set(path, span(instruction.getRange()));
  spans.set([...path, 'instruction'], span(instruction.getInstructionRange()));
  const range = instruction.getArgumentsRange();
  const argumentsSpan = range ? span(range) : { start: spans.nearest(path).end, end: spans.nearest(path).end };
  if (range) spans.set([...path, 'arguments'], argumentsSpan);
  const heredocs = heredocsOf(instruction);
  const bodies = heredocs.map((heredoc) => bodyOf(heredoc, context));
  const head = {
    start: argumentsSpan.start,
    end: Math.min(argumentsSpan.end, lineEnd(context.text, argumentsSpan, heredocs)),
  };
  const joined = joinLines(context.text, head.start, head.end, context.escape);
  const exec = execWords(instruction, joined, path, context);
  return {
    instruction: instruction.getKeyword(),
    arguments: joined.text,
    form: exec ? 'exec' : 'shell',
    flags: readFlags(instruction, path, context),
    words: exec ?? (instruction instanceof Run ? [] : readWords(instruction, path, context)),
    ...(isPropertyInstruction(instruction) && { pairs: readPairs(instruction, path, context) }),
    ...(instruction instanceof Run && { commands: readCommands(exec, joined, bodies, path, context) }),
    ...(bodies.length > 0 && { heredocs: bodies.map(({ name, content }) => ({ name, content })) }),
  };
}

interface Body {
  readonly name: string;
  readonly content: string;
  readonly start: number;
}

function heredocsOf(instruction: Instruction): Heredoc[] {
  if (instruction instanceof Run || instruction instanceof Copy || instruction instanceof Add) {
    return 'getHeredocs' in instruction ? (instruction as Run).getHeredocs() : [];
  }
  return [];
}

function bodyOf(heredoc: Heredoc, { text, span }: Context): Body {
  const range = heredoc.getContentRange();
  if (!range) return { name: heredoc.getName(), content: '', start: 0 };
  const { start, end } = span(range);
  return { name: heredoc.getName(), content: text.slice(start, end), start };
}

/** Where the instruction's own line ends and the bodies of its here-documents begin. */
function lineEnd(text: string, { start, end }: Span, heredocs: readonly Heredoc[]): number {
  if (heredocs.length === 0) return end;
  const newline = text.indexOf('\n', start);
  return newline < 0 ? end : newline;
}

/** The items of a JSON list, where the builder takes the arguments as one. */
function execWords(
  instruction: Instruction,
  joined: JoinedText,
  path: Path,
  { spans, span }: Context,
): string[] | undefined {
  if (!(instruction instanceof JSONInstruction) || !joined.text.trimStart().startsWith('[')) return undefined;
  const words = parseStrings(joined.text);
  const places = instruction.getJSONStrings();
  if (words?.length === places.length) {
    places.forEach((place, i) => spans.set([...path, 'words', i], span(place.getRange())));
  }
  return words;
}

function parseStrings(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

function readWords(instruction: Instruction, path: Path, { spans, span }: Context): string[] {
  return instruction.getArguments().map((word, i) => {
    spans.set([...path, 'words', i], span(word.getRange()));
    return word.getValue();
  });
}

function readFlags(instruction: Instruction, path: Path, { spans, span }: Context): Json[] {
  if (!(instruction instanceof ModifiableInstruction)) return [];
  return instruction.getFlags().map((flag, i) => {
    spans.set([...path, 'flags', i], span(flag.getRange()));
    return { name: flag.getName(), value: flag.getValue() ?? '' };
  });
}

function isPropertyInstruction(instruction: Instruction): instruction is PropertyInstruction {
  return instruction instanceof Env || instruction instanceof Arg || instruction instanceof Label;
}

function readPairs(instruction: PropertyInstruction, path: Path, { spans, span }: Context): Json[] {
  return instruction.getProperties().map((property: Property, i) => {
    const at = [...path, 'pairs', i];
    const value = property.getValue();
    const valueRange = property.getValueRange();
    spans.set(at, span(property.getRange()));
    spans.set([...at, 'name'], span(property.getNameRange()));
    if (valueRange) spans.set([...at, 'value'], span(valueRange));
    return value === null ? { name: property.getName() } : { name: property.getName(), value };
  });
}

function readCommands(
  exec: string[] | undefined,
  head: JoinedText,
  bodies: readonly Body[],
  path: Path,
  context: Context,
): Json[] {
  const commands: Json[] = [];
  const add = (script: string, offset: (index: number) => number) => {
    for (const { words, operator } of shellCommands(script)) {
      const at = [...path, 'commands', commands.length];
      words.forEach((word, i) =>
        context.spans.set([...at, 'words', i], { start: offset(word.start), end: offset(word.end - 1) + 1 }),
      );
      const first = words[0];
      const last = words.at(-1);
      if (first && last) context.spans.set(at, { start: offset(first.start), end: offset(last.end - 1) + 1 });
      commands.push({ words: words.map((word) => word.text), operator });
    }
  };
  if (exec) return execCommand(exec, path, context);
  add(head.text, (index) => head.offset(index));
  if (!runsBodies(commands)) return commands;
  for (const { content, start } of bodies) if (!isForeignScript(content)) add(content, (index) => start + index);
  return commands;
}

/** An exec form is one command; of `["sh", "-c", script]` the script's commands, all at the script's place. */
function execCommand(words: string[], path: Path, { spans }: Context): Json[] {
  const place = (at: Path, i: number) => {
    const span = spans.get([...path, 'words', i]);
    if (span) spans.set(at, span);
  };
  words.forEach((_word, i) => place([...path, 'commands', 0, 'words', i], i));
  const script =
    /(?:^|\/)(?:ba|da|a)?sh$/.test(words[0] ?? '') && /^-[a-z]*c$/.test(words[1] ?? '') ? words[2] : undefined;
  const inner = script === undefined ? [] : shellCommands(script);
  inner.forEach((_command, i) => place([...path, 'commands', i + 1], 2));
  return [
    { words, operator: '' },
    ...inner.map((command) => ({ words: command.words.map((w) => w.text), operator: command.operator })),
  ];
}

/** `RUN <<EOF` and `RUN bash <<EOF` run the body as a script; `RUN python3 <<EOF` and `RUN cat <<EOF > file` don't. */
function runsBodies(commands: readonly Json[]): boolean {
  const words = commands.length > 1 ? undefined : ((commands[0] as JsonObject | undefined)?.['words'] ?? []);
  if (!Array.isArray(words)) return false;
  return words.length === 0 || /^(?:\/bin\/|\/usr\/bin\/)?(?:ba|da|a|z)?sh$/.test(asString(words[0]) ?? '');
}

function isForeignScript(content: string): boolean {
  return content.startsWith('#!') && !/^#![^\n]*\b(?:ba|da|a|z)?sh\b/.test(content);
}
