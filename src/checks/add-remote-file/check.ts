import { defineCheck, type Violation } from '../../model/check.ts';
import { flagOf, instructionsOf } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'add-remote-file',
  title: 'File is added from the network unchecked',
  severity: 'medium',
  category: 'dockerfile',
  profile: 'recommended',
  why: 'Whoever controls the server or the way to it decides what is in the image; ADD takes what comes.',
  remedy: 'Give ADD the --checksum of the file, or fetch it in a RUN that verifies a signature.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#add---checksum',
    'https://docs.docker.com/build/building/best-practices/#add-or-copy',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { instruction } of instructionsOf(resource, 'ADD')) {
      if (flagOf(instruction, 'checksum')) continue;
      for (const [i, source] of instruction.words.slice(0, -1).entries()) {
        if (!/^(?:https?|ftp):\/\//i.test(source) || /\.git(?:#|\?|$)/.test(source)) continue;
        found.push({
          path: [...instruction.path, 'words', i],
          message: `ADD fetches ${source.split('?', 1)[0]?.replace(/\/\/[^/@]*@/, '//')} without a checksum`,
        });
      }
    }
    return found;
  },
});
