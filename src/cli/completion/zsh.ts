import { quoted, type CommandWords, type OptionWords } from './words.ts';

/** A script for zsh: commands and options with what they are for. */
export function zsh(commands: readonly CommandWords[], ids: readonly string[]): string {
  const paths = commands.filter(({ path }) => path.length > 0).map(({ path }) => path.join(' '));
  const cases = commands.map(caseOf).join('\n');
  const values = commands.flatMap(valueCases).join('\n');
  return `#compdef castellan
# castellan completion for zsh: castellan completion zsh > "\${fpath[1]}/_castellan"
_castellan() {
  local path_="" next i
  local -a subcommands=() flags=()
  for ((i = 2; i < CURRENT; i++)); do
    next="\${path_:+$path_ }\${words[i]}"
    case "$next" in
      ${paths.map((path) => `"${path}"`).join('|')}) path_="$next" ;;
    esac
  done
  case "$path_ \${words[CURRENT-1]}" in
${values}
  esac
  case "$path_" in
${cases}
  esac
  if [[ "$path_" == explain ]]; then compadd -- ${ids.join(' ')}; fi
  (( \${#subcommands} )) && _describe command subcommands
  (( \${#flags} )) && _describe option flags
  _files
}
_castellan "$@"
`;
}

function caseOf({ path, commands, options }: CommandWords): string {
  const names = commands.map((one) => described(one.path.at(-1) ?? '', one.summary));
  const flags = options.map(({ flag, description }) => described(flag, description));
  return `    "${path.join(' ')}") subcommands=(${names.join(' ')}); flags=(${flags.join(' ')}) ;;`;
}

/** `'name:what it is for'`; a colon in either would end the name. */
function described(name: string, text: string): string {
  return quoted(`${name}:${text.replaceAll(':', ' -')}`);
}

function valueCases({ path, options }: CommandWords): string[] {
  return options
    .filter(({ choices }) => choices.length > 0)
    .map((option) => {
      const patterns = flagsOf(option).map((flag) => `"${[...path, flag].join(' ')}"`);
      return `    ${patterns.join('|')}) compadd -- ${option.choices.join(' ')}; return ;;`;
    });
}

function flagsOf({ flag, short }: OptionWords): string[] {
  return short === undefined ? [flag] : [flag, short];
}
