import { defineCheck } from '../../model/check.ts';
import { instructionsOf, replaceEntry } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'maintainer-deprecated',
  title: 'MAINTAINER is deprecated',
  severity: 'info',
  category: 'dockerfile',
  profile: 'all',
  why: 'The instruction was replaced by a label in 2017, which inspection tools and registries read; a later builder may refuse it.',
  remedy: 'Write LABEL org.opencontainers.image.authors instead.',
  references: [
    'https://docs.docker.com/reference/build-checks/maintainer-deprecated/',
    'https://docs.docker.com/reference/dockerfile/#maintainer-deprecated',
  ],
  types: ['Dockerfile'],

  find(resource) {
    return instructionsOf(resource, 'MAINTAINER').map(({ instruction }) => {
      const authors = instruction.arguments.trim().replace(/^"(.*)"$/, '$1');
      const label = `LABEL org.opencontainers.image.authors=${JSON.stringify(authors)}`;
      const text = replaceEntry(resource, instruction.path, label);
      const fix = { title: 'Use a label', safe: true, edits: [], text };
      return { path: instruction.path, message: 'MAINTAINER is deprecated', fix };
    });
  },
});
