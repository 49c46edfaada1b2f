import { defineCheck, type Violation } from '../../model/check.ts';
import { packageCommandOf } from '../../dockerfile/packages.ts';
import { commandsOf } from '../../dockerfile/dockerfile.ts';

const UPGRADES: Readonly<Record<string, readonly string[]>> = {
  apt: ['upgrade', 'dist-upgrade', 'full-upgrade', 'safe-upgrade'],
  apk: ['upgrade'],
  dnf: ['update', 'upgrade', 'distro-sync'],
  zypper: ['update', 'up', 'dist-upgrade', 'dup', 'patch'],
};

export default defineCheck({
  id: 'system-upgrade-in-build',
  title: 'Whole system is upgraded in the build',
  severity: 'low',
  category: 'dockerfile',
  profile: 'all',
  why: 'What the image holds then depends on the day of the build, and the old files stay in the layers below.',
  remedy: 'Take a newer base image, and upgrade single packages where a fix is needed at once.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { command } of commandsOf(resource)) {
      const packages = packageCommandOf(command);
      if (!packages || packages.packages.length > 0 || !UPGRADES[packages.manager]?.includes(packages.verb)) continue;
      if (packages.options.includes('--security')) continue;
      found.push({ path: packages.verbPath, message: `${command.program} ${packages.verb} upgrades every package` });
    }
    return found;
  },
});
