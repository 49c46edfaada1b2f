import type { CommandWords, OptionWords } from './words.ts';

/** A script for bash: the words before the cursor that are commands decide what is offered. */
export function bash(commands: readonly CommandWords[], ids: readonly string[]): string {
  const paths = commands.filter(({ path }) => path.length > 0).map(({ path }) => path.join(' '));
  const cases = commands.map((one) => `    "${one.path.join(' ')}") words="${wordsOf(one).join(' ')}" ;;`).join('\n');
  const values = commands.flatMap((one) => valueCases(one)).join('\n');
  return `# castellan completion for bash: source <(castellan completion bash)
_castellan() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words="" path="" next i
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${path:+$path }\${COMP_WORDS[i]}"
    case "$next" in
      ${paths.map((path) => `"${path}"`).join('|')}) path="$next" ;;
    esac
  done
  case "$path $before" in
${values}
  esac
  case "$path" in
${cases}
  esac
  if [ "$path" = explain ]; then words="$words ${ids.join(' ')}"; fi
  COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
}
complete -o filenames -F _castellan castellan
`;
}

function wordsOf({ commands, options }: CommandWords): string[] {
  return [...commands.map(({ path }) => path.at(-1) ?? ''), ...options.map(({ flag }) => flag)];
}

/** After an option with few values, these are offered alone. */
function valueCases({ path, options }: CommandWords): string[] {
  return options
    .filter(({ choices }) => choices.length > 0)
    .map((option) => {
      const patterns = flagsOf(option).map((flag) => `"${[...path, flag].join(' ')}"`);
      return `    ${patterns.join('|')}) COMPREPLY=($(compgen -W "${option.choices.join(' ')}" -- "$word")); return ;;`;
    });
}

function flagsOf({ flag, short }: OptionWords): string[] {
  return short === undefined ? [flag] : [flag, short];
}
