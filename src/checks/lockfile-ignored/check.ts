import { defineCheck, type Violation } from '../../model/check.ts';
import { hasOption, packageCommandOf } from '../../dockerfile/packages.ts';
import { commandsOf, replaceEntry } from '../../dockerfile/dockerfile.ts';

const LOCKED = ['-g', '--global', '--frozen-lockfile', '--immutable', '--version', '--help', '--package-lock-only'];

export default defineCheck({
  id: 'lockfile-ignored',
  title: 'Dependencies are installed without their lock file',
  severity: 'low',
  category: 'dockerfile',
  profile: 'all',
  why: 'npm install and yarn install may take newer versions than were tested and reviewed, a published malicious one included.',
  remedy: 'Use npm ci, yarn install --frozen-lockfile (--immutable since Yarn 2).',
  references: ['https://docs.npmjs.com/cli/commands/npm-ci', 'https://classic.yarnpkg.com/en/docs/cli/install'],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { command } of commandsOf(resource)) {
      const packages = packageCommandOf(command);
      if (!packages || packages.packages.length > 0 || hasOption(packages.options, ...LOCKED)) continue;
      const path = packages.verbPath;
      if (packages.manager === 'yarn' && /^(?:install|)$/.test(packages.verb)) {
        found.push({ path, message: 'yarn install may change the lock file' });
      } else if (packages.manager === 'npm' && /^(?:install|i)$/.test(packages.verb)) {
        const fix = { title: 'Use npm ci', safe: false, edits: [], text: replaceEntry(resource, path, 'ci') };
        found.push({ path, message: `npm ${packages.verb} may take other versions than the lock file`, fix });
      }
    }
    return found;
  },
});
