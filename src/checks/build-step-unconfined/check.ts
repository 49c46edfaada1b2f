import { defineCheck, type Violation } from '../../model/check.ts';
import { instructionsOf } from '../../dockerfile/dockerfile.ts';

const UNCONFINED = new Set(['security=insecure', 'network=host']);

export default defineCheck({
  id: 'build-step-unconfined',
  title: 'Build step runs without confinement',
  severity: 'medium',
  category: 'dockerfile',
  profile: 'recommended',
  why: "The step runs with all privileges or in the network of the build host: a dependency's install script can take over the builder.",
  remedy: 'Remove --security=insecure and --network=host; give the step what it needs through mounts.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#run---security',
    'https://docs.docker.com/reference/dockerfile/#run---network',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { instruction } of instructionsOf(resource, 'RUN')) {
      for (const { path, name, value } of instruction.flags) {
        if (UNCONFINED.has(`${name}=${value}`)) found.push({ path, message: `RUN has --${name}=${value}` });
      }
    }
    return found;
  },
});
