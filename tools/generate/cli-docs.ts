import type { Argument, Command, Option } from 'commander';
import { EXIT_HELP } from '../../src/cli/exit.ts';
import { createProgram } from '../../src/cli/program.ts';
import type { Generator } from './index.ts';

/** The reference of the command line, from the commands themselves. */
export const cliDocs: Generator = () => {
  const program = createProgram(() => {});
  const commands = program.commands.filter((command) => command.summary());
  const text = [
    '# Command line\n\nWritten by `npm run generate`. `castellan <command> --help` says the same in a terminal.\n',
    `${overview(commands)}\n`,
    ...commands.flatMap((command) => [command, ...command.commands]).map(section),
    `## Exit codes\n\n\`\`\`text\n${EXIT_HELP.replace(/^.*\n/, '').trimEnd()}\n\`\`\`\n\n[Exit codes](exit-codes.md) tells how to use them.\n`,
  ];
  return Promise.resolve([['docs/cli.md', text.join('\n')]]);
};

function overview(commands: readonly Command[]): string {
  const rows = commands.map((command) => `| [${command.name()}](#${command.name()}) | ${cell(command.summary())} |`);
  return table(['command', 'what it does'], rows);
}

function section(command: Command): string {
  const words = command.registeredArguments.map(argumentWord);
  const options = command.options.filter((option) => !option.hidden);
  const usage = ['castellan', nameOf(command), ...(options.length > 0 ? ['[options]'] : []), ...words].join(' ');
  const described = command.registeredArguments.filter((argument) => argument.description);
  return [
    `## ${nameOf(command)}\n\n${command.description() || sentence(command.summary())}\n`,
    `\`\`\`sh\n${usage}\n\`\`\`\n`,
    described.length > 0 && `${table(['argument', 'meaning'], described.map(argumentRow))}\n`,
    options.length > 0 && `${table(['option', 'meaning', 'environment'], options.map(optionRow))}\n`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** `access can` for a command of a command. */
function nameOf(command: Command): string {
  return command.parent?.parent ? `${command.parent.name()} ${command.name()}` : command.name();
}

function argumentWord(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? `<${name}>` : `[${name}]`;
}

function argumentRow(argument: Argument): string {
  const standard = argument.defaultValue === undefined ? '' : ` (default: \`${String(argument.defaultValue)}\`)`;
  return `| \`${cell(argumentWord(argument))}\` | ${cell(argument.description)}${standard} |`;
}

function optionRow({ flags, description, argChoices, envVar }: Option): string {
  const choices = argChoices ? `; one of ${argChoices.map((choice) => `\`${choice}\``).join(', ')}` : '';
  return `| \`${cell(flags)}\` | ${cell(description)}${choices} | ${envVar ? `\`${envVar}\`` : ''} |`;
}

function table(heads: readonly string[], rows: readonly string[]): string {
  return [`| ${heads.join(' | ')} |`, `|${'---|'.repeat(heads.length)}`, ...rows].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
