import type { Command, Option } from 'commander';

/** An option as shells offer it. */
export interface OptionWords {
  /** `--format`; the short form where there is no long one. */
  readonly flag: string;
  readonly short: string | undefined;
  readonly description: string;
  /** What its value may be; empty where that is open. */
  readonly choices: readonly string[];
  /** Whether a value follows. */
  readonly takesValue: boolean;
}

/** A command, and those below it. */
export interface CommandWords {
  /** Words after `castellan`: `['policy', 'apply']`. */
  readonly path: readonly string[];
  readonly summary: string;
  readonly options: readonly OptionWords[];
  readonly commands: readonly CommandWords[];
}

/** The commands that people see, with those below them; the program itself is the root, with an empty path. */
export function commandTree(program: Command, path: readonly string[] = []): CommandWords {
  return {
    path,
    summary: program.summary() || program.description(),
    options: program.options.filter((option) => !option.hidden).map(optionWords),
    commands: program.commands.filter(isShown).map((command) => commandTree(command, [...path, command.name()])),
  };
}

/** Top commands without a summary are for machines. */
function isShown(command: Command): boolean {
  return command.parent?.parent !== null || command.summary() !== '';
}

function optionWords(option: Option): OptionWords {
  return {
    flag: option.long ?? option.short ?? '',
    short: option.long ? option.short : undefined,
    description: option.description,
    choices: option.argChoices ?? [],
    takesValue: option.required || option.optional,
  };
}

/** The root and all commands below it, each before its own. */
export function everyCommand(root: CommandWords): CommandWords[] {
  return [root, ...root.commands.flatMap(everyCommand)];
}

/** A description in single quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", '')}'`;
}
