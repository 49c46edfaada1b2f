import { bindingText, tightenJson, tightenManifests } from '../../access/tighten/report.ts';
import { tighten, type Tightened, type TightenResult } from '../../access/tighten/tighten.ts';
import type { Pen } from '../../formats/terminal/pen.ts';
import { withoutCommands } from '../../formats/escape.ts';
import { readAudit } from '../../scan/access-audit.ts';
import { count, printable } from '../../std/text.ts';
import { UserError } from '../../std/user-error.ts';
import { holderName, penFor } from '../access-text.ts';
import { EXIT } from '../exit.ts';
import { writeOrExplain } from '../outputs.ts';
import { renderOptions } from '../terminal.ts';
import { type AccessFlags, readTargets } from './access.ts';
import { tellGaps } from '../tell-gaps.ts';
import { unsureLines } from '../../formats/gap-words.ts';

export interface TightenFlags extends AccessFlags {
  readonly audit: readonly string[];
  readonly output?: string;
}

/** `castellan access tighten`: 0 where the replay denies nothing, 1 where it does, 3 where something could not be read. */
export async function runTighten(targets: readonly string[], flags: TightenFlags, version: string): Promise<number> {
  const { read, root } = await readTargets(targets, flags, version);
  const { usage, gaps } = await readAudit(flags.audit);
  const [estate, ...others] = read.estates;
  if (!estate || others.length > 0) {
    throw new UserError('bad-option', 'An audit log is of one cluster, and the targets are several.', {
      hint: 'Name one cluster, one snapshot, or files.',
    });
  }
  const all = [...read.gaps, ...gaps];
  const told = all.map(({ code, file, message }) => ({ code, file, message }));
  const result = tighten(estate.inventory, estate.authorizer, usage.used);
  if (flags.output !== undefined) writeOrExplain(flags.output, tightenManifests(result));
  if (flags.format === 'json')
    process.stdout.write(`${JSON.stringify({ ...tightenJson(result), gaps: told }, undefined, 2)}\n`);
  else {
    const pen = penFor(renderOptions(process.stdout, root, () => undefined));
    process.stdout.write(
      `${withoutCommands([...tightenText(result, usage.events, pen), ...unsureLines(all)].join('\n'))}\n`,
    );
  }
  tellGaps(all);
  if (result.denied.length > 0) return EXIT.findings;
  return all.length > 0 ? EXIT.incomplete : EXIT.clean;
}

function tightenText(result: TightenResult, events: number, pen: Pen): string[] {
  const { subjects, replayed, denied, unexplained } = result;
  return [
    ...subjects.flatMap((subject) => subjectLines(subject, pen)),
    `${count(events, 'event')} read, ${count(replayed, 'distinct request')} asked again with the new roles: ${denied.length === 0 ? 'none is denied' : `${denied.length} are denied`}`,
    ...(unexplained.length > 0
      ? [
          `${count(unexplained.length, 'request')} allowed by no binding that was read: another authorizer, or bindings that are gone`,
        ]
      : []),
  ];
}

function subjectLines(subject: Tightened, pen: Pen): string[] {
  const { requests, first, last, bindings, unused, manifests } = subject;
  const used = requests > 0 ? `${count(requests, 'request')}, ${day(first)} to ${day(last)}` : 'nothing used';
  return [
    `${pen.paint(printable(holderName(subject)), 'bold')}: ${count(bindings.length, 'binding')}, ${used}`,
    ...unused.map(
      ({ binding }) =>
        `  unused: ${printable(bindingText(binding.object))}  ${pen.place(binding.origin.locate(['roleRef']))}`,
    ),
    ...manifests.filter(({ rules }) => rules !== undefined).map((role) => `  enough: ${printable(bindingText(role))}`),
    '',
  ];
}

function day(time: string): string {
  return printable(time.slice(0, 10)) || 'unknown';
}
