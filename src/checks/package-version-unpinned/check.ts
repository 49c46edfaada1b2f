import { defineCheck, type Violation } from '../../model/check.ts';
import { isInstall, packageCommandOf, type Manager } from '../../dockerfile/packages.ts';
import { commandsOf } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'package-version-unpinned',
  title: 'Package is installed in any version',
  severity: 'info',
  category: 'dockerfile',
  profile: 'all',
  why: 'Two builds of one Dockerfile differ, and a version that was taken over or withdrawn comes in unnoticed.',
  remedy: 'Pin the version, or install from a lock file.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { command } of commandsOf(resource)) {
      const packages = packageCommandOf(command);
      const pinned = packages && isInstall(packages) ? PINNED[packages.manager] : undefined;
      if (!packages || !pinned || packages.options.some((option) => FROM_FILE.test(option))) continue;
      for (const { name, path } of packages.packages) {
        if (!pinned.test(name) && !LOCAL.test(name)) found.push({ path, message: `${name} has no version` });
      }
    }
    return found;
  },
});

/** How each manager writes a version. */
const PINNED: Partial<Record<Manager, RegExp>> = {
  apt: /=/,
  apk: /[=~<>]/,
  dnf: /-\d|^@/,
  zypper: /[=<>]|-\d/,
  pip: /===?|@/,
  npm: /.@/,
  yarn: /.@/,
  gem: /:/,
};
/** Paths, addresses and what only the build knows. */
const LOCAL = /[$*]|^\.|\/\/|^\/|\.(?:deb|rpm|apk|whl|tgz|tar\.gz|gem)$/;
const FROM_FILE = /^(?:-r|--requirement|-e|--editable|-v|--version)(?:=|$)/;
