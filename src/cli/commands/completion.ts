import type { Command } from 'commander';
import { checks } from '../../checks/index.generated.ts';
import { frameworks } from '../../frameworks/index.generated.ts';
import { UserError } from '../../std/user-error.ts';
import { commandTree, type CommandWords, everyCommand } from '../completion/words.ts';
import { bash } from '../completion/bash.ts';
import { fish } from '../completion/fish.ts';
import { zsh } from '../completion/zsh.ts';

/** Writes a script from the commands, and the ids that `explain` takes. */
type Writer = (commands: readonly CommandWords[], ids: readonly string[]) => string;

const WRITERS: Readonly<Record<string, Writer>> = { bash, zsh, fish };

/** `castellan completion <shell>`: a script made from the commands themselves. */
export function runCompletion(shell: string, program: Command): void {
  const writer = Object.hasOwn(WRITERS, shell) ? WRITERS[shell] : undefined;
  if (!writer) {
    throw new UserError('bad-option', `There is no completion for "${shell}".`, {
      hint: 'There is bash, zsh and fish.',
    });
  }
  process.stdout.write(writer(everyCommand(commandTree(program)), idsToExplain()));
}

function idsToExplain(): string[] {
  return [...checks, ...frameworks].map(({ id }) => id);
}
