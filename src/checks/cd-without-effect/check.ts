import { defineCheck, type Violation } from '../../model/check.ts';
import { instructionsOf } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'cd-without-effect',
  title: 'Change of folder is lost',
  severity: 'low',
  category: 'dockerfile',
  profile: 'all',
  why: 'Every RUN starts in WORKDIR again: the lines after it work in another folder than its author thinks.',
  remedy: 'Use WORKDIR, or put the commands that need the folder into the same RUN.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#workdir',
    'https://docs.docker.com/reference/dockerfile/#workdir',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { instruction } of instructionsOf(resource, 'RUN')) {
      const last = instruction.commands.at(-1);
      if (last?.program === 'cd') found.push({ path: last.path, message: 'cd is the last command of RUN' });
    }
    return found;
  },
});
