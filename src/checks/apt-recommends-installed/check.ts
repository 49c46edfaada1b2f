import { defineCheck, type Violation } from '../../model/check.ts';
import { hasOption, isInstall, packageCommandOf } from '../../dockerfile/packages.ts';
import { commandsOf, replaceEntry } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'apt-recommends-installed',
  title: 'apt installs recommended packages too',
  severity: 'info',
  category: 'dockerfile',
  profile: 'all',
  why: 'Packages that nobody asked for make the image larger and bring vulnerabilities of their own.',
  remedy: 'Add --no-install-recommends and name the packages that are needed.',
  references: ['https://docs.docker.com/build/building/best-practices/#apt-get'],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { stage, command } of commandsOf(resource)) {
      const packages = packageCommandOf(command);
      if (!stage.ships || packages?.manager !== 'apt' || !isInstall(packages) || packages.packages.length === 0)
        continue;
      if (hasOption(packages.options, '--no-install-recommends') || switchedOff(packages.options)) continue;
      const text = replaceEntry(resource, packages.verbPath, `${packages.verb} --no-install-recommends`);
      const fix = { title: 'Leave out recommended packages', safe: false, edits: [], text };
      found.push({
        path: packages.verbPath,
        message: `${command.program} ${packages.verb} takes recommended packages`,
        fix,
      });
    }
    return found;
  },
});

function switchedOff(options: readonly string[]): boolean {
  return options.some((option) => /^(?:-o)?APT::Install-Recommends=(?:false|0|no)$/i.test(option));
}
