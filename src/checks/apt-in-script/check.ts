import { defineCheck, type Violation } from '../../model/check.ts';
import { commandsOf, replaceEntry } from '../../dockerfile/dockerfile.ts';

/** Verbs that apt-get has as well. */
const SAME = new Set([
  'install',
  'update',
  'upgrade',
  'remove',
  'purge',
  'autoremove',
  'clean',
  'autoclean',
  'download',
]);

export default defineCheck({
  id: 'apt-in-script',
  title: 'apt is used in a script',
  severity: 'info',
  category: 'dockerfile',
  profile: 'all',
  why: 'apt is made for people: its output and options may change between releases, and it warns of that itself.',
  remedy: 'Use apt-get or apt-cache.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'https://manpages.debian.org/stable/apt/apt.8.en.html',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { command } of commandsOf(resource)) {
      const verb = command.args.find((arg) => !arg.startsWith('-'));
      if (command.program !== 'apt' || verb === undefined) continue;
      const path = [...command.path, 'words', command.at];
      const other = SAME.has(verb) ? 'apt-get' : undefined;
      const text = other && replaceEntry(resource, path, other);
      const fix = text ? { title: 'Use apt-get', safe: true, edits: [], text } : undefined;
      found.push({ path, message: `apt ${verb} is made for people`, ...(fix && { fix }) });
    }
    return found;
  },
});
