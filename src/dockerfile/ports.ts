import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { instructionsOf, type Stage } from './dockerfile.ts';

export interface ExposedPorts {
  readonly path: Path;
  readonly stage: Stage;
  readonly from: number;
  readonly to: number;
  readonly protocol: string;
}

/** The ports that `EXPOSE` names; variables and what is no port are left out. */
export function portsOf(resource: Resource): ExposedPorts[] {
  return instructionsOf(resource, 'EXPOSE').flatMap(({ stage, instruction }) =>
    instruction.words.flatMap((word, i) => {
      const match = /^"?(\d{1,5})(?:-(\d{1,5}))?(?:\/(\w+))?"?$/.exec(word);
      if (!match) return [];
      const [, from, to, protocol] = match;
      const path = [...instruction.path, 'words', i];
      return [{ path, stage, from: Number(from), to: Number(to ?? from), protocol: protocol?.toLowerCase() ?? 'tcp' }];
    }),
  );
}
