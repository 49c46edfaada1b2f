import { type AccessChange, diffAccess } from '../../access/authorizer/diff.ts';
import type { Right } from '../../access/authorizer/rights.ts';
import { withoutCommands } from '../../formats/escape.ts';
import type { Pen } from '../../formats/terminal/pen.ts';
import type { JsonObject } from '../../model/json.ts';
import type { AccessEstate } from '../../scan/access.ts';
import { count, printable } from '../../std/text.ts';
import { UserError } from '../../std/user-error.ts';
import { holderName, penFor, rightLines } from '../access-text.ts';
import { EXIT } from '../exit.ts';
import { renderOptions } from '../terminal.ts';
import { type AccessFlags, readTargets, rightJson } from './access.ts';
import { tellGaps } from '../tell-gaps.ts';
import { unsureLines } from '../../formats/gap-words.ts';

export interface DiffFlags extends AccessFlags {
  readonly failOn?: 'gained' | 'lost' | 'any';
}

/** `castellan access diff`: 1 where what `--fail-on` names is found, 3 where something could not be read. */
export async function runDiff(
  { before, after }: { readonly before: string; readonly after: string },
  flags: DiffFlags,
  version: string,
): Promise<number> {
  const old = await readTargets([before], flags, version);
  const { read, root } = await readTargets([after], flags, version);
  const changes = diffAccess(theOnly(old.read.estates, before).authorizer, theOnly(read.estates, after).authorizer);
  const gaps = [...old.read.gaps, ...read.gaps];
  if (flags.format === 'json') {
    const told = gaps.map(({ code, file, message }) => ({ code, file, message }));
    process.stdout.write(`${JSON.stringify({ subjects: changes.map(changeJson), gaps: told }, undefined, 2)}\n`);
  } else {
    const pen = penFor(renderOptions(process.stdout, root, () => undefined));
    process.stdout.write(`${withoutCommands([...diffText(changes, pen), ...unsureLines(gaps)].join('\n'))}\n`);
  }
  tellGaps(gaps);
  if (fails(changes, flags.failOn)) return EXIT.findings;
  return gaps.length > 0 ? EXIT.incomplete : EXIT.clean;
}

function theOnly(estates: readonly AccessEstate[], target: string): AccessEstate {
  const [estate, ...others] = estates;
  if (estate && others.length === 0) return estate;
  throw new UserError('bad-option', `${target} is several clusters, and two states are compared.`, {
    hint: 'Name one folder, one snapshot or one cluster on each side.',
  });
}

function fails(changes: readonly AccessChange[], what: DiffFlags['failOn']): boolean {
  const gains = changes.some(({ gained }) => gained.length > 0);
  const loses = changes.some(({ lost }) => lost.length > 0);
  return (gains && what !== 'lost' && what !== undefined) || (loses && (what === 'lost' || what === 'any'));
}

function diffText(changes: readonly AccessChange[], pen: Pen): string[] {
  if (changes.length === 0) return ['No right is gained or lost.'];
  const total = (of: (change: AccessChange) => readonly Right[]) => changes.flatMap(of).length;
  const [gained, lost] = [total((change) => change.gained), total((change) => change.lost)];
  return [
    ...changes.flatMap((change) => [
      pen.paint(printable(holderName(change)), 'bold'),
      ...side('gains', change.gained, pen),
      ...side('loses', change.lost, pen),
      '',
    ]),
    `${count(changes.length, 'subject')}: ${count(gained, 'right')} gained, ${lost} lost`,
  ];
}

function side(word: string, rights: readonly Right[], pen: Pen): string[] {
  return rights.length === 0 ? [] : [`  ${word}`, ...rightLines(rights, pen).map((line) => `  ${line}`)];
}

function changeJson({ kind, name, gained, lost }: AccessChange): JsonObject {
  return { kind, name, gained: gained.map(rightJson), lost: lost.map(rightJson) };
}
