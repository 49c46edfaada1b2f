import { defineCheck, type Violation } from '../../model/check.ts';
import { dockerfileOf } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'instruction-overridden',
  title: 'Instruction has no effect',
  severity: 'low',
  category: 'dockerfile',
  profile: 'recommended',
  why: 'Of several CMD, ENTRYPOINT or HEALTHCHECK in a stage only the last counts: what the others say, a safeguard maybe, does not happen.',
  remedy: 'Keep one, or join them into a script.',
  references: [
    'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
    'https://docs.docker.com/reference/dockerfile/#cmd',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { instructions } of dockerfileOf(resource).stages) {
      for (const keyword of ['CMD', 'ENTRYPOINT', 'HEALTHCHECK']) {
        const same = instructions.filter((instruction) => instruction.keyword === keyword && !instruction.onbuild);
        for (const { path } of same.slice(0, -1))
          found.push({ path, message: `a later ${keyword} of the stage replaces this one` });
      }
    }
    return found;
  },
});
