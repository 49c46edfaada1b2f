import { defineCheck, type Violation } from '../../model/check.ts';
import { dockerfileOf, type Instruction } from '../../dockerfile/dockerfile.ts';
import { append } from '../../std/append.ts';

export default defineCheck({
  id: 'pipe-without-pipefail',
  title: 'Failure within a pipe goes unnoticed',
  severity: 'info',
  category: 'dockerfile',
  profile: 'all',
  why: 'Only the last command of a pipe decides: a failed or cut-off download is unpacked all the same and the build goes on.',
  remedy: 'Set -o pipefail at the start of the RUN or in SHELL, where the shell knows it.',
  references: ['https://docs.docker.com/build/building/best-practices/#using-pipes'],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { instructions } of dockerfileOf(resource).stages) {
      let guarded = false;
      for (const instruction of instructions) {
        if (instruction.keyword === 'SHELL')
          guarded = instruction.words.some((word) => /pipefail|pwsh|powershell|cmd/i.test(word));
        if (instruction.keyword === 'RUN' && !guarded && !setsPipefail(instruction))
          append(found, firstPipe(instruction));
      }
    }
    return found;
  },
});

function setsPipefail({ commands }: Instruction): boolean {
  return commands.some(({ words }) => words.includes('pipefail'));
}

function firstPipe({ commands }: Instruction): Violation[] {
  const pipe = commands.find(({ operator }) => operator === '|');
  return pipe ? [{ path: pipe.path, message: `a failure of ${pipe.program} in the pipe is not seen` }] : [];
}
