import { defineCheck, type Violation } from '../../model/check.ts';
import { instructionsOf, type Command } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'password-set-in-build',
  title: 'Password of a user is set in the build',
  severity: 'medium',
  category: 'dockerfile',
  profile: 'recommended',
  why: 'The password or its hash is in a layer and in the history, the same in every container of the image.',
  remedy: 'Leave accounts locked; let people in by kubectl exec with their own identity.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/build/building/best-practices/#user',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { instruction } of instructionsOf(resource, 'RUN')) {
      for (const [i, command] of instruction.commands.entries()) {
        const piped = instruction.commands[i - 1]?.operator === '|';
        if (setsPassword(command, piped))
          found.push({ path: command.path, message: `${command.program} sets a password` });
      }
    }
    return found;
  },
});

function setsPassword({ program, args }: Command, piped: boolean): boolean {
  if (program === 'chpasswd') return true;
  if (program === 'passwd') return piped || args.includes('--stdin');
  return /^(?:useradd|usermod)$/.test(program) && args.some((arg) => arg === '-p' || /^--password(?:=|$)/.test(arg));
}
