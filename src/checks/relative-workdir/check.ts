import { defineCheck, type Violation } from '../../model/check.ts';
import { instructionsOf } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'relative-workdir',
  title: 'WORKDIR is relative',
  severity: 'low',
  category: 'dockerfile',
  profile: 'all',
  why: 'It depends on the base image and on earlier lines where files end up; a change there puts them somewhere else unnoticed.',
  remedy: 'Write an absolute path.',
  references: [
    'https://docs.docker.com/reference/build-checks/workdir-relative-path/',
    'https://docs.docker.com/build/building/best-practices/#workdir',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { instruction } of instructionsOf(resource, 'WORKDIR')) {
      const folder = instruction.arguments.trim().replace(/^["']/, '');
      if (folder === '' || /^(?:[/\\$]|[A-Za-z]:)/.test(folder)) continue;
      found.push({ path: [...instruction.path, 'arguments'], message: `WORKDIR ${folder} is relative` });
    }
    return found;
  },
});
