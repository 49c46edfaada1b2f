import { checks } from '../../src/checks/index.generated.ts';
import { merge, readEntryText } from '../../src/scan/collect.ts';
import type { Part } from '../../src/scan/part.ts';
import { planChecks } from '../../src/scan/plan.ts';
import { analyse, type ScanOptions, type ScanResult } from '../../src/scan/scan.ts';
import { kindOf } from '../../src/sources/files/walk.ts';
import { formats } from '../../src/formats/index.generated.ts';

const NO_CONFIG = { config: {}, file: undefined, text: '', folder: '/nowhere', line: () => 1 };

/** A run of every rule over texts in memory. */
export const EVERY_RULE: ScanOptions = {
  targets: ['.'],
  root: '/nowhere',
  config: NO_CONFIG,
  checks,
  profile: 'all',
  only: [],
  skip: [],
  frameworks: [],
  minor: 36,
  failOn: 'high',
  baseline: undefined,
  changedSince: undefined,
  helm: { values: [], set: [] },
  today: '2026-11-21',
  version: '0.0.0',
  edits: false,
};

/** Reads texts as files that the user named, and analyses them with every rule. */
export function analyseTexts(texts: Readonly<Record<string, string>>, edits = false): Promise<ScanResult> {
  const parts = Object.entries(texts).map(([file, text]): Part => {
    return readEntryText({ kind: kindOf(file) ?? 'manifest', path: file, file, named: true }, text);
  });
  const options = { ...EVERY_RULE, edits };
  return analyse(merge(parts, [], parts.length), planChecks(checks, NO_CONFIG, options), options);
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
