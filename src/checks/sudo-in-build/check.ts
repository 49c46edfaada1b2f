import { defineCheck, type Violation } from '../../model/check.ts';
import { commandsOf } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'sudo-in-build',
  title: 'sudo is used in the build',
  severity: 'low',
  category: 'dockerfile',
  profile: 'all',
  why: 'The build runs as root until USER says otherwise, so sudo adds nothing; left in the image it is a way back to root.',
  remedy: 'Put the step before USER, or switch to root and back with USER; do not install sudo.',
  references: ['https://docs.docker.com/build/building/best-practices/#user'],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { command } of commandsOf(resource)) {
      const at = command.words.slice(0, command.at + 1).findIndex((word) => /^(?:\/usr\/bin\/)?sudo$/.test(word));
      if (at >= 0) found.push({ path: [...command.path, 'words', at], message: `sudo runs ${command.program}` });
    }
    return found;
  },
});
