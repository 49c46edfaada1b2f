import { defineCheck } from '../../model/check.ts';
import { modesOf } from '../../dockerfile/modes.ts';

export default defineCheck({
  id: 'world-writable-file',
  title: 'Files are writable by everyone',
  severity: 'medium',
  category: 'dockerfile',
  profile: 'recommended',
  why: 'Any process in the container, however few rights it has, can replace programs and configuration that others run.',
  remedy: 'Give the files to the user that needs them, with 0755 or 0644 and less where possible.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#copy---chown---chmod',
    'https://manpages.debian.org/stable/coreutils/chmod.1.en.html',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const open = modesOf(resource).filter(({ mode, stage }) => stage.ships && isWorldWritable(mode));
    return open.map(({ path, mode }) => ({ path, message: `the mode ${mode} lets everyone write` }));
  },
});

/** A sticky folder such as /tmp is meant to be: only owners can replace files there. */
function isWorldWritable(mode: string): boolean {
  if (/^[0-7]{3,5}$/.test(mode)) return (Number.parseInt(mode, 8) & 0o1002) === 0o002;
  return mode.split(',').some((clause) => /^[ug]*[ao][ugoa]*[+=][rxXst]*w/.test(clause));
}
