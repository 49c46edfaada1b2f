import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { collectNode } from '../../sources/node/collect.ts';
import { count } from '../../std/text.ts';
import { UserError } from '../../std/user-error.ts';
import { EXIT } from '../exit.ts';
import { writePrivate } from '../private-file.ts';

interface NodeFlags {
  readonly output?: string;
  readonly root: string;
  readonly nodeName?: string;
  readonly now?: string;
}

/** `castellan node collect`: writes the evidence of this node, and tells people what is missing in it. */
export async function runNodeCollect({ output, root, nodeName, now }: NodeFlags): Promise<number> {
  const folder = resolve(root);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError('not-found', `The root ${root} is no folder.`, {
      hint: 'Give --root the folder where the file system of the node is mounted.',
    });
  }
  const evidence = await collectNode({ root: folder, nodeName, now: timeOf(now) });
  write(`${JSON.stringify(evidence, null, 2)}\n`, output);
  const { length } = evidence.unread;
  const missing = length > 0 ? `; ${count(length, 'thing')} could not be read, see "unread"` : '';
  process.stderr.write(
    `Collected ${count(evidence.files.length, 'file')} of ${evidence.metadata.name || 'the node'}${missing}\n`,
  );
  return EXIT.clean;
}

function timeOf(now: string | undefined): string {
  const time = now === undefined ? new Date() : new Date(now);
  if (Number.isNaN(time.getTime())) throw new UserError('bad-option', `--now ${String(now)} is no time.`);
  return time.toISOString();
}

/** For its owner alone: the evidence tells where a node is weak. */
function write(text: string, output: string | undefined): void {
  if (output === undefined || output === '-') process.stdout.write(text);
  else writePrivate(output, text);
}
