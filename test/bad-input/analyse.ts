import { merge, readEntryText } from '../../src/scan/collect.ts';
import type { Part } from '../../src/scan/part.ts';
import { planChecks } from '../../src/scan/plan.ts';
import { analyse, type ScanResult } from '../../src/scan/scan.ts';
import { kindOf } from '../../src/sources/files/walk.ts';
import { formats } from '../../src/formats/index.generated.ts';
import { scanOptions } from '../scan-options.ts';

/** A run of every rule over texts in memory. */
export const EVERY_RULE = scanOptions('/nowhere', { profile: 'all' });

/** Reads texts as files that the user named, and analyses them with every rule. */
export async function analyseTexts(texts: Readonly<Record<string, string>>, edits = false): Promise<ScanResult> {
  const parts: Part[] = [];
  for (const [file, text] of Object.entries(texts)) {
    parts.push(await readEntryText({ kind: kindOf(file) ?? 'manifest', path: file, file, named: true }, text));
  }
  const options = { ...EVERY_RULE, edits };
  return analyse(merge(parts, [], parts.length), planChecks(options.checks, options.config, options), options);
}

/** Writes the report in every format; the sizes of what came out. */
export async function renderAll({ report, collected }: ScanResult): Promise<Record<string, number>> {
  const source = (file: string) => collected.texts.get(file);
  const sizes: Record<string, number> = {};
  for (const [id, load] of Object.entries(formats)) {
    const { default: format } = await load();
    sizes[id] = format.render(report, { color: true, hyperlinks: true, width: 80, source }).length;
  }
  return sizes;
}
