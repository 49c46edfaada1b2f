import { resolve } from 'node:path';
import { runHelper } from '../../process/helper.ts';
import { UserError } from '../../std/user-error.ts';

/**
 * Absolute paths of files that differ from `ref` in the work tree, untracked ones included.
 * @throws UserError `not-git` outside a repository, without git, or for an unknown ref.
 */
export async function changedSince(folder: string, ref: string): Promise<Set<string>> {
  const git = (...args: string[]) => gitOutput(folder, args);
  const top = (await git('rev-parse', '--show-toplevel')).trim();
  const parse = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
  const commit = await runHelper('git', ['-C', folder, ...parse]);
  if (commit.status !== 'ok') throw notTold(`there is no commit or branch "${ref}"`);
  const changed = await git('diff', '--name-only', '-z', '--no-renames', '--end-of-options', ref, '--');
  const untracked = await git('ls-files', '--others', '--exclude-standard', '-z', '--full-name', '--', ':/');
  return new Set([...changed.split('\0'), ...untracked.split('\0')].filter(Boolean).map((path) => resolve(top, path)));
}

async function gitOutput(folder: string, args: readonly string[]): Promise<string> {
  const result = await runHelper('git', ['-C', folder, ...args]);
  if (result.status === 'ok') return result.stdout;
  const why = result.status === 'missing' ? 'git is not installed' : result.message || 'there is no such commit';
  throw notTold(why);
}

function notTold(why: string): UserError {
  return new UserError('not-git', `The changed files can't be told: ${why}.`, {
    hint: 'Give --changed-since a commit or branch of the repository that holds the files.',
  });
}
