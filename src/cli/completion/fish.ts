import { quoted, type CommandWords, type OptionWords } from './words.ts';

/** A script for fish: a line per command and option, each with the condition under which it is offered. */
export function fish(commands: readonly CommandWords[], ids: readonly string[]): string {
  const lines = commands.flatMap((one) => [
    ...one.commands.map(
      (below) => `complete -c castellan -n ${condition(one)} -a ${below.path.at(-1)} -d ${quoted(below.summary)}`,
    ),
    ...(one.path.length === 0 ? [] : one.options.map((option) => optionLine(one, option))),
  ]);
  return `# castellan completion for fish: castellan completion fish | source
${lines.join('\n')}
complete -c castellan -n '__fish_seen_subcommand_from explain' -a '${ids.join(' ')}'
`;
}

/** That the words so far lead to the command and to none below it. */
function condition({ path, commands }: CommandWords): string {
  if (path.length === 0) return '__fish_use_subcommand';
  const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`);
  const below = commands.map((one) => one.path.at(-1)).join(' ');
  return quoted([...seen, ...(below === '' ? [] : [`not __fish_seen_subcommand_from ${below}`])].join('; and '));
}

function optionLine(command: CommandWords, { flag, short, description, choices, takesValue }: OptionWords): string {
  const long = flag.startsWith('--') ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`;
  const brief = short === undefined ? '' : ` -s ${short.slice(1)}`;
  const value = choices.length > 0 ? ` -xa ${quoted(choices.join(' '))}` : takesValue ? ' -r' : '';
  return `complete -c castellan -n ${condition(command)}${long}${brief}${value} -d ${quoted(description)}`;
}
