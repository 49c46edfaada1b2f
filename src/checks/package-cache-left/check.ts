import { defineCheck, type Violation } from '../../model/check.ts';
import { isInstall, packageCommandOf, type Manager } from '../../dockerfile/packages.ts';
import { mountOptions } from '../../dockerfile/images.ts';
import { instructionsOf, variableOf, type Command, type Instruction, type Stage } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'package-cache-left',
  title: "Package manager's cache stays in the image",
  severity: 'info',
  category: 'dockerfile',
  profile: 'all',
  why: 'Package lists and downloaded archives make the image larger, and every scanner and every pull pays for them.',
  remedy:
    'Clean up in the same RUN, use the option that keeps no cache, or put the cache on a mount with --mount=type=cache.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'https://docs.docker.com/build/cache/optimize/',
  ],
  types: ['Dockerfile'],

  find(resource) {
    return instructionsOf(resource, 'RUN').flatMap(({ stage, instruction }) =>
      stage.ships ? leftovers(stage, instruction) : [],
    );
  },
});

interface CacheFacts {
  /** Verbs that fill the cache; of `install` in all its spellings where none are named. */
  readonly verbs?: readonly string[];
  /** The folder that holds it. */
  readonly folder: string;
  readonly cleaned: RegExp;
  readonly option?: string;
  readonly variable?: string;
  readonly what: string;
}

const CACHES: Partial<Record<Manager, CacheFacts>> = {
  apt: { verbs: ['update'], folder: '/var/lib/apt', cleaned: /^rm .*\/var\/lib\/apt\/lists/, what: 'package lists' },
  apk: { folder: '/var/cache/apk', cleaned: /^rm .*\/var\/cache\/apk/, option: '--no-cache', what: 'package index' },
  dnf: {
    folder: '/var/cache',
    cleaned: /^(?:(?:micro)?dnf5?|yum|tdnf) .*clean all|^rm .*\/var\/cache/,
    what: 'package cache',
  },
  zypper: {
    folder: '/var/cache/zypp',
    cleaned: /^zypper .*(?:clean|cc)\b|^rm .*\/var\/cache\/zypp/,
    what: 'package cache',
  },
  pip: {
    folder: '/root/.cache',
    cleaned: /^rm .*\.cache|^pip3? cache purge/,
    option: '--no-cache-dir',
    variable: 'PIP_NO_CACHE_DIR',
    what: 'wheel cache',
  },
};

function leftovers(stage: Stage, instruction: Instruction): Violation[] {
  const found: Violation[] = [];
  const texts = instruction.commands.map(({ program, args }) => [program, ...args].join(' '));
  const cleanedAt = new Map(
    Object.values(CACHES).map((cache) => [cache, texts.findLastIndex((text) => cache.cleaned.test(text))]),
  );
  for (const [i, command] of instruction.commands.entries()) {
    const packages = packageCommandOf(command);
    const cache = packages && CACHES[packages.manager];
    if (!packages || !cache) continue;
    if (cache.verbs ? !cache.verbs.includes(packages.verb) : !isInstall(packages)) continue;
    if (cache.option && packages.options.includes(cache.option)) continue;
    if (cache.variable && isSet(cache.variable, stage, command)) continue;
    if ((cleanedAt.get(cache) ?? -1) >= i || isMounted(instruction, cache.folder)) continue;
    found.push({ path: command.path, message: `the ${cache.what} of ${command.program} stays in the layer` });
  }
  return found;
}

function isSet(variable: string, stage: Stage, { words, at }: Command): boolean {
  return (
    variableOf(stage, variable) !== undefined || words.slice(0, at).some((word) => word.startsWith(`${variable}=`))
  );
}

function isMounted({ flags }: Instruction, folder: string): boolean {
  return flags.some(({ name, value }) => {
    const { type, target, dst, destination } = mountOptions(name === 'mount' ? value : undefined);
    const at = target ?? dst ?? destination;
    return (
      (type === 'cache' || type === 'tmpfs') &&
      at !== undefined &&
      (at.startsWith(folder) || folder.startsWith(`${at}/`))
    );
  });
}
