import type { Command } from 'commander';
import { checks } from '../../checks/index.generated.ts';
import { frameworks } from '../../frameworks/index.generated.ts';
import { UserError } from '../../std/user-error.ts';

interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly string[];
}

/** \`castellan completion <shell>\`: a script made from the commands themselves. */
export function runCompletion(shell: string, program: Command): void {
  const commands = program.commands.filter((command) => command.summary()).map(wordsOf);
  const writer = WRITERS[shell];
  if (!writer) {
    throw new UserError('bad-option', `There is no completion for "${shell}".`, {
      hint: 'There is bash, zsh and fish.',
    });
  }
  process.stdout.write(writer(commands));
}

function wordsOf(command: Command): CommandWords {
  const flags = command.options.filter((option) => !option.hidden).map((option) => option.long ?? option.short ?? '');
  return { name: command.name(), summary: command.summary(), flags };
}

const WRITERS: Readonly<Record<string, (commands: readonly CommandWords[]) => string>> = { bash, zsh, fish };

function subjects(): string {
  return [...checks, ...frameworks].map(({ id }) => id).join(' ');
}

function bash(commands: readonly CommandWords[]): string {
  const cases = commands.map(({ name, flags }) => `    ${name}) words="${flags.join(' ')}" ;;`).join('\n');
  return `# castellan completion for bash: source <(castellan completion bash)
_castellan() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')}" -- "$word") $(compgen -f -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases}
  esac
  if [ "\${COMP_WORDS[1]}" = explain ]; then words="${subjects()}"; fi
  COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
}
complete -o filenames -F _castellan castellan
`;
}

function zsh(commands: readonly CommandWords[]): string {
  const list = commands.map(({ name, summary }) => `    '${name}:${summary.replaceAll("'", '')}'`).join('\n');
  const cases = commands.map(({ name, flags }) => `    ${name}) compadd -- ${flags.join(' ')}; _files ;;`).join('\n');
  return `#compdef castellan
# castellan completion for zsh: castellan completion zsh > "\${fpath[1]}/_castellan"
_castellan() {
  local -a commands=(
${list}
  )
  if (( CURRENT == 2 )); then _describe command commands; _files; return; fi
  case "$words[2]" in
    explain) compadd -- ${subjects()} ;;
${cases}
  esac
}
_castellan "$@"
`;
}

function fish(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ name, summary, flags }) => [
    `complete -c castellan -n __fish_use_subcommand -a ${name} -d '${summary.replaceAll("'", '')}'`,
    ...flags
      .filter((flag) => flag.startsWith('--'))
      .map((flag) => `complete -c castellan -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)}`),
  ]);
  return `# castellan completion for fish: castellan completion fish | source
${lines.join('\n')}
complete -c castellan -n '__fish_seen_subcommand_from explain' -a '${subjects()}'
`;
}
