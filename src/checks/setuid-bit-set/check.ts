import { defineCheck } from '../../model/check.ts';
import { modesOf } from '../../dockerfile/modes.ts';

export default defineCheck({
  id: 'setuid-bit-set',
  title: 'Program gets the set-user-id bit',
  severity: 'medium',
  category: 'dockerfile',
  profile: 'recommended',
  why: "Whoever can run the program in the container runs it with its owner's rights, mostly root's: the usual first step up.",
  remedy: 'Drop the bit and give the process the one capability it needs, or none.',
  references: [
    'https://manpages.debian.org/stable/coreutils/chmod.1.en.html',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const set = modesOf(resource).filter(({ mode, stage }) => stage.ships && setsIdentity(mode));
    return set.map(({ path, mode }) => ({ path, message: `the mode ${mode} runs the file as its owner or group` }));
  },
});

function setsIdentity(mode: string): boolean {
  if (/^[0-7]{3,5}$/.test(mode)) return (Number.parseInt(mode, 8) & 0o6000) !== 0;
  return mode.split(',').some((clause) => /^[ugoa]*[+=][rwxXt]*s/.test(clause));
}
