import { bindingText } from '../../access/tighten/report.ts';
import { tighten } from '../../access/tighten/tighten.ts';
import { unusedAccess, type UnusedAccess } from '../../access/unused.ts';
import { createAuthorizer } from '../../access/authorizer/authorizer.ts';
import type { Pen } from '../../formats/terminal/pen.ts';
import type { Gap } from '../../model/gap.ts';
import type { JsonObject } from '../../model/json.ts';
import { readAudit } from '../../scan/access-audit.ts';
import type { PathEstate } from '../../scan/paths.ts';
import { count, printable } from '../../std/text.ts';
import { holderName } from '../access-text.ts';
import { EXIT } from '../exit.ts';
import { type AccessFlags } from './access.ts';
import { tellGaps } from '../tell-gaps.ts';
import { unsureLines } from '../../formats/gap-words.ts';
import { jsonText, lines, penFor } from './paths.ts';
import { readTargets } from './paths-read.ts';

export interface UnusedFlags extends AccessFlags {
  readonly audit?: readonly string[];
}

/** `castellan access unused`: 1 where something does nothing, 3 where something could not be read. */
export async function runUnused(targets: readonly string[], flags: UnusedFlags, version: string): Promise<number> {
  const read = await readTargets(targets, flags, version);
  const audit = flags.audit ? await readAudit(flags.audit) : undefined;
  const found = read.estates.flatMap((estate) => [
    ...unusedIn(estate),
    ...(audit ? unrecorded(estate, audit.usage) : []),
  ]);
  const gaps: readonly Gap[] = [...read.gaps, ...(audit?.gaps ?? [])];
  if (flags.format === 'json') {
    const told = gaps.map(({ code, file, message }) => ({ code, file, message }));
    process.stdout.write(jsonText({ unused: found.map(unusedJson), gaps: told }));
  } else {
    const pen = penFor(read.root);
    process.stdout.write(lines([...found.map((one) => unusedLine(one, pen)), summary(found), ...unsureLines(gaps)]));
  }
  tellGaps(gaps);
  if (found.length > 0) return EXIT.findings;
  return gaps.length > 0 ? EXIT.incomplete : EXIT.clean;
}

function unusedIn({ inventory }: PathEstate): UnusedAccess[] {
  return unusedAccess(inventory, createAuthorizer(inventory));
}

type Usage = Awaited<ReturnType<typeof readAudit>>['usage'];

/** Bindings that the recorded requests of their subjects never needed. */
function unrecorded({ inventory }: PathEstate, { used }: Usage): UnusedAccess[] {
  const { subjects } = tighten(inventory, createAuthorizer(inventory), used);
  return subjects.flatMap((subject) =>
    subject.unused.map(({ binding }) => ({
      resource: binding,
      path: ['roleRef'],
      reason: `${holderName(subject)} used nothing of it`,
    })),
  );
}

function unusedLine({ resource, path, reason }: UnusedAccess, pen: Pen): string {
  const text = `${bindingText({ kind: resource.kind, metadata: resource.object['metadata'] ?? null })}: ${reason}`;
  return `${printable(text)}  ${pen.place(resource.origin.locate(path))}`;
}

function summary(found: readonly UnusedAccess[]): string {
  return found.length === 0 ? 'Nothing is unused.' : count(found.length, 'unused object');
}

function unusedJson({ resource, path, reason }: UnusedAccess): JsonObject {
  const { kind, namespace, name, origin } = resource;
  const { file, line, column } = origin.locate(path);
  return { kind, ...(namespace && { namespace }), name, reason, place: { file, line, column } };
}
