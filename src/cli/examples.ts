import type { Command } from 'commander';

/** What to type, by the words of a command. Those that are not here bring their own, or need none. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  scan: [
    'k8s/ charts/api',
    '-f sarif=out.sarif -f terminal',
    'cluster -n shop',
    '--framework nsa-cisa --fail-on medium .',
  ],
  fix: ['--dry-run', 'k8s/', '--unsafe --dry-run k8s/web.yaml'],
  watch: ['k8s/', '--cluster -n shop', '--cluster -f json'],
  drift: ['k8s/', 'k8s/ --snapshot cluster.cst', 'k8s/ -n shop --server --fail-on medium'],
  'access can': ['sa:shop/web get secrets k8s/', 'user:alice create pods/exec -n shop cluster'],
  'access why': ['sa:shop/web get secrets cluster', 'group:devs delete pods -n shop k8s/'],
  'access who-can': ['get secrets cluster', 'create pods/exec -n shop k8s/', 'impersonate users --indirect cluster'],
  'access list': ['sa:shop/web cluster', 'user:alice --group devs k8s/'],
  'access diff': ['main/k8s branch/k8s --fail-on gained', 'before.cst cluster'],
  'access unused': ['k8s/', '--audit audit.log cluster'],
  'access tighten': ['--audit audit.log cluster', '--audit audit.log -o roles.yaml cluster'],
  snapshot: ['-o monday.cst', '-n shop -o shop.cst', '--context prod -o prod.cst'],
  'network exposure': ['k8s/', 'cluster -f json'],
  'paths blast': ['pod/shop/web k8s/', 'user/alice cluster'],
  node: ['collect > node-1.yaml', 'collect -o node-1.yaml'],
  report: ['--framework cis', '--framework nsa -f html -o report.html cluster', '--framework cis --compare last.json'],
  explain: ['privileged-container', 'nsa-cisa'],
  rules: ['--category access', '--framework nsa-cisa', '--profile all --json'],
  doctor: ['', '--rbac > role.yaml'],
  completion: [
    'bash > /etc/bash_completion.d/castellan',
    'zsh > ~/.zfunc/_castellan',
    'fish > ~/.config/fish/completions/castellan.fish',
  ],
};

/** Gives each command a sentence on what it does, and examples. */
export function teach(command: Command, words: readonly string[] = []): void {
  const name = words.join(' ');
  if (!command.description()) command.description(sentence(command.summary()));
  const examples = EXAMPLES[name]?.map((rest) => `  castellan ${name} ${rest}`.trimEnd());
  if (examples) command.addHelpText('after', `\nExamples:\n${examples.join('\n')}`);
  for (const part of command.commands) teach(part, [...words, part.name()]);
}

function sentence(summary: string): string {
  return summary && `${summary[0]!.toUpperCase()}${summary.slice(1)}.`;
}
