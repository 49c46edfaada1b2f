import { defineCheck, type Violation } from '../../model/check.ts';
import { instructionsOf } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'exposed-port-invalid',
  title: 'EXPOSE names no valid port',
  severity: 'low',
  category: 'dockerfile',
  profile: 'recommended',
  why: 'The builder refuses it, or takes it for something else than was meant: EXPOSE knows no host ports.',
  remedy: 'Write a port from 1 to 65535, with /tcp or /udp if needed.',
  references: [
    'https://docs.docker.com/reference/build-checks/expose-invalid-format/',
    'https://docs.docker.com/reference/dockerfile/#expose',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { instruction } of instructionsOf(resource, 'EXPOSE')) {
      for (const [i, word] of instruction.words.entries()) {
        if (!word.includes('$') && !isPort(word))
          found.push({ path: [...instruction.path, 'words', i], message: `${word} is no port` });
      }
    }
    return found;
  },
});

function isPort(word: string): boolean {
  const match = /^"?(\d{1,6})(?:-(\d{1,6}))?(?:\/(?:tcp|udp|sctp))?"?$/i.exec(word);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  return from > 0 && from <= to && to <= 65_535;
}
