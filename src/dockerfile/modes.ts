import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { argPath, commandsOf, flagOf, instructionsOf, type Stage } from './dockerfile.ts';

export interface FileMode {
  readonly path: Path;
  readonly stage: Stage;
  /** As written: `0755`, `u+s`. */
  readonly mode: string;
}

/** The file modes that a Dockerfile sets: with `chmod` and with `--chmod`. */
export function modesOf(resource: Resource): FileMode[] {
  const commands = commandsOf(resource).flatMap(({ stage, command }) => {
    if (command.program !== 'chmod') return [];
    const i = command.args.findIndex((arg) => !/^--|^-[cfvRHLP]+$/.test(arg));
    return i < 0 ? [] : [{ path: argPath(command, i), stage, mode: command.args[i] ?? '' }];
  });
  const flags = instructionsOf(resource, 'COPY', 'ADD').flatMap(({ stage, instruction }) => {
    const flag = flagOf(instruction, 'chmod');
    return flag ? [{ path: flag.path, stage, mode: flag.value ?? '' }] : [];
  });
  return [...commands, ...flags];
}
