import { defineCheck, type Violation } from '../../model/check.ts';
import { hasOption, isInstall, packageCommandOf, type Manager } from '../../dockerfile/packages.ts';
import { commandsOf, replaceEntry } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'package-install-interactive',
  title: 'Package installation waits for an answer',
  severity: 'low',
  category: 'dockerfile',
  profile: 'all',
  why: 'Nobody answers the question in a build: the step fails, or the package is silently not installed.',
  remedy: 'Add -y, which answers every question with yes.',
  references: ['https://docs.docker.com/build/building/best-practices/#apt-get'],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { command } of commandsOf(resource)) {
      const packages = packageCommandOf(command);
      const answers = packages && isInstall(packages) ? ANSWERS[packages.manager] : undefined;
      if (!packages || !answers || packages.packages.length === 0) continue;
      if (hasOption(packages.options, ...answers)) continue;
      const text = replaceEntry(resource, packages.verbPath, `${packages.verb} -y`);
      const fix = { title: 'Add -y', safe: true, edits: [], text };
      found.push({ path: packages.verbPath, message: `${command.program} ${packages.verb} has no -y`, fix });
    }
    return found;
  },
});

/** Options that answer every question, of those managers that ask. */
const ANSWERS: Partial<Record<Manager, readonly string[]>> = {
  apt: ['-y', '--yes', '--assume-yes', '-qq', '--force-yes'],
  dnf: ['-y', '--assumeyes', '--assume-yes'],
  zypper: ['-y', '--no-confirm', '-n', '--non-interactive'],
};
