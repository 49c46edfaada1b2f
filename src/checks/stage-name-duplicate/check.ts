import { defineCheck, type Violation } from '../../model/check.ts';
import { dockerfileOf } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'stage-name-duplicate',
  title: 'Two build stages have one name',
  severity: 'low',
  category: 'dockerfile',
  profile: 'recommended',
  why: 'References to the name take the later or the earlier stage depending on where they stand: the image may hold what was not meant for it.',
  remedy: 'Give each stage its own name.',
  references: [
    'https://docs.docker.com/reference/build-checks/duplicate-stage-name/',
    'https://docs.docker.com/build/building/multi-stage/',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const seen = new Set<string>();
    const found: Violation[] = [];
    for (const { name, path } of dockerfileOf(resource).stages) {
      if (name === undefined) continue;
      if (seen.has(name.toLowerCase()))
        found.push({ path: [...path, 'name'], message: `the name ${name} is taken already` });
      seen.add(name.toLowerCase());
    }
    return found;
  },
});
