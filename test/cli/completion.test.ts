import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { castellan, folder } from './run.ts';

/** What bash offers at the end of a line. */
function offers(script: string, line: string): string[] {
  const words = line.split(' ');
  const code = `source ${script}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _castellan; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', code], { cwd: dirname(script), encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
}

describe('castellan completion', () => {
  it('offers commands, those below them, options and their values', async () => {
    const cwd = folder();
    const script = join(cwd, 'completion.sh');
    writeFileSync(script, (await castellan(['completion', 'bash'], { cwd })).stdout);

    expect(offers(script, 'castellan pol')).toEqual(['policy']);
    expect(offers(script, 'castellan policy ')).toEqual(expect.arrayContaining(['test', 'apply', 'explain', 'lint']));
    expect(offers(script, 'castellan policy apply --warn-')).toEqual(['--warn-exit-code', '--warn-no-pass']);
    expect(offers(script, 'castellan policy apply policies -f po')).toEqual(['policy-report']);
    expect(offers(script, 'castellan network why')).toEqual(['why']);
    expect(offers(script, 'castellan access who-')).toEqual(['who-can']);
    expect(offers(script, 'castellan explain privileged-c')).toEqual(['privileged-container']);
  });

  it('knows the same words for zsh and fish', async () => {
    const cwd = folder();

    const [zsh, fish] = await Promise.all([
      castellan(['completion', 'zsh'], { cwd }),
      castellan(['completion', 'fish'], { cwd }),
    ]);

    expect(zsh.stdout).toContain(`"policy") subcommands=('test:`);
    expect(fish.stdout).toContain(
      `complete -c castellan -n '__fish_seen_subcommand_from policy; and not __fish_seen_subcommand_from test apply explain lint' -a lint`,
    );
  });
});
