import { defineCheck } from '../../model/check.ts';
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
    const last = instructionsOf(resource, 'RUN').flatMap(({ instruction }) => instruction.commands.slice(-1));
    const idle = last.filter(({ program }) => program === 'cd');
    return idle.map(({ path }) => ({ path, message: 'cd is the last command of RUN' }));
  },
});
