import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { createProgram } from './program.ts';

/** The program with nothing behind its commands. */
function silent(): Command {
  const program = createProgram(() => {});
  for (const command of leaves(program)) command.action(() => {});
  return program;
}

function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
  return text;
}

/** The words after `castellan`, up to what only the shell reads or a comment that stands apart. */
function wordsOf(line: string): string[] {
  const [typed = ''] = line.slice(line.lastIndexOf('castellan ') + 'castellan '.length).split(/ [>|&]| <<| {2,}/);
  return [...typed.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

const examples = leaves(createProgram(() => {})).flatMap((command) =>
  helpOf(command)
    .split('\n')
    .filter((line) => /^ {2}(?:castellan |.*\| castellan |.*&& castellan )/.test(line)),
);

it.each(examples)('%s', async (line) => {
  const program = silent();

  await expect(program.parseAsync(wordsOf(line), { from: 'user' })).resolves.toBe(program);
});

it('every command says what it does, and most how', () => {
  const commands = leaves(createProgram(() => {}));

  expect(commands.filter((command) => command.description() === '').map((command) => command.name())).toEqual([]);
  expect(examples.length).toBeGreaterThan(commands.length);
});

const names = createProgram(() => {}).commands.map((command) => command.name());

it.each(names)('%s is the same where only it is declared', (name) => {
  const whole = createProgram(() => {}).commands.find((command) => command.name() === name)!;
  const alone = createProgram(() => {}, name).commands.find((command) => command.name() === name)!;

  expect(leaves(alone).map(helpOf)).toEqual(leaves(whole).map(helpOf));
});

it.each(['help', '--help', 'constructor', undefined])('%s declares every command', (word) => {
  expect(createProgram(() => {}, word).commands.map((command) => command.name())).toEqual(names);
});
