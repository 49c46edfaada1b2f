import { defineCheck, type Violation } from '../../model/check.ts';
import { isInstall, packageCommandOf } from '../../dockerfile/packages.ts';
import { instructionsOf } from '../../dockerfile/dockerfile.ts';

const LISTS: ReadonlySet<string> = new Set(['apt', 'apk']);
const UPGRADES: ReadonlySet<string> = new Set(['upgrade', 'dist-upgrade', 'full-upgrade', 'build-dep', 'fix']);

export default defineCheck({
  id: 'package-update-alone',
  title: 'Package lists are updated in a step of their own',
  severity: 'low',
  category: 'dockerfile',
  profile: 'all',
  why: 'The step is cached: later installations use its old lists and miss security updates, or fail when a version is gone.',
  remedy: 'Update and install in one RUN.',
  references: ['https://docs.docker.com/build/building/best-practices/#apt-get'],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { instruction } of instructionsOf(resource, 'RUN')) {
      const commands = instruction.commands.map((command) => ({ command, packages: packageCommandOf(command) }));
      const lastUse = commands.findLastIndex(({ packages: p }) => p && (isInstall(p) || UPGRADES.has(p.verb)));
      for (const [i, { command, packages }] of commands.entries()) {
        if (packages?.verb !== 'update' || !LISTS.has(packages.manager) || packages.packages.length > 0) continue;
        if (i > lastUse) found.push({ path: command.path, message: `${command.program} update stands alone` });
      }
    }
    return found;
  },
});
